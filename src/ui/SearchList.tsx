import { Loader, TextInput } from "@mantine/core";
import { Search } from "lucide-react";
import { type CSSProperties, type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import styles from "./SearchList.module.css";

export interface FoundItem {
  key: string | number;
  title: string;
  /** Under the title. */
  about?: string;
  /** At the end of its line. */
  figure?: string;
}

interface Props {
  /** Over the field. */
  label: string;
  placeholder: string;
  /** Of the list. */
  listLabel: string;
  query: string;
  items: readonly FoundItem[];
  /** How many were found, in words. */
  sentence: string;
  opened?: FoundItem["key"];
  pending?: boolean;
  /** Pixels after which the list scrolls. */
  tallest?: number;
  testId: string;
  /** At the end of the field's line. */
  beside?: ReactNode;
  /** Between the field and what was found. */
  under?: ReactNode;
  onSearch(query: string): void;
  onOpen(key: FoundItem["key"]): void;
  /** Enter before the arrows have chosen an item; without it the first item opens. */
  onTyped?(): void;
}

/** A field with what was found under it: arrows move through it, Enter opens the chosen one, Escape empties the field. */
export function SearchList({ items, query, testId, onSearch, onOpen, onTyped, tallest = 480, ...props }: Props) {
  /** Place of the item that the arrows chose; -1 while typing. */
  const [active, setActive] = useState(-1);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "ArrowDown") setActive((place) => Math.min(place + 1, items.length - 1));
    else if (event.key === "ArrowUp") setActive((place) => Math.max(place - 1, -1));
    else if (event.key === "Enter") {
      const item = items[active] ?? (onTyped ? undefined : items[0]);
      if (item) onOpen(item.key);
      else onTyped?.();
    } else if (event.key === "Escape" && query !== "") {
      setActive(-1);
      onSearch("");
    } else return;
    event.preventDefault();
  }

  return (
    <div>
      <div className={styles.field}>
        <TextInput
          className={styles.input}
          label={props.label}
          placeholder={props.placeholder}
          leftSection={<Search size={16} aria-hidden />}
          rightSection={props.pending ? <Loader size={14} aria-hidden /> : null}
          value={query}
          onChange={(event) => {
            setActive(-1);
            onSearch(event.currentTarget.value);
          }}
          onKeyDown={onKeyDown}
          role="combobox"
          aria-expanded={items.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={active >= 0 && active < items.length ? `${listId}-${active}` : undefined}
          autoComplete="off"
          spellCheck={false}
          data-testid={testId}
        />
        {props.beside}
      </div>
      {props.under}
      {props.sentence && (
        <p className={styles.sentence} aria-live="polite">
          {props.sentence}
        </p>
      )}
      <div
        id={listId}
        ref={list}
        className={styles.list}
        style={{ "--tallest": `${tallest}px` } as CSSProperties}
        role="listbox"
        aria-label={props.listLabel}
        data-testid={`${testId}-found`}
      >
        {items.map(({ key, title, about, figure }, place) => (
          <button
            type="button"
            tabIndex={-1}
            key={key}
            id={`${listId}-${place}`}
            role="option"
            aria-selected={key === props.opened}
            data-active={place === active || undefined}
            className={styles.item}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onOpen(key)}
          >
            <span className={styles.words}>
              <span className={styles.title}>{title}</span>
              {about && <span className={styles.about}>{about}</span>}
            </span>
            {figure && <span className={styles.figure}>{figure}</span>}
          </button>
        ))}
      </div>
    </div>
  );
}
