import { ActionIcon, Loader, TextInput } from "@mantine/core";
import { Search, Shuffle } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { nounOf } from "../../ui/feedback";
import { formatAmount } from "../../ui/format";
import { useStore } from "../studio/store";
import styles from "./CustomerSearch.module.css";
import { LookFor } from "./customer/LookFor";
import { matchesSentence } from "./sentences";

/** Find a customer by part of an id: arrows move through the matches, Enter opens one, or the very id typed. */
export function CustomerSearch() {
  const query = useStore((state) => state.query);
  const feedback = useStore((state) => state.data?.summary.feedback ?? "explicit");
  const matches = useStore((state) => state.matches);
  const total = useStore((state) => state.matchesTotal);
  const opened = useStore((state) => state.customer?.id);
  const pending = useStore((state) => state.customerPending);
  const search = useStore((state) => state.search);
  const openCustomer = useStore((state) => state.openCustomer);
  const lookFor = useStore((state) => state.lookFor);
  /** Place of the match that the arrows chose; -1 while typing. */
  const [active, setActive] = useState(-1);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "ArrowDown") setActive((place) => Math.min(place + 1, matches.length - 1));
    else if (event.key === "ArrowUp") setActive((place) => Math.max(place - 1, -1));
    else if (event.key === "Enter") {
      // The listed matches may be of an earlier query still, so Enter takes the text by its word.
      const user = matches[active]?.id ?? query.trim();
      if (user) void openCustomer(user);
    } else if (event.key === "Escape" && query !== "") {
      setActive(-1);
      void search("");
    } else return;
    event.preventDefault();
  }

  function openRandom() {
    const match = matches[Math.floor(Math.random() * matches.length)];
    if (match) void openCustomer(match.id);
  }

  return (
    <>
      <div className={styles.field}>
        <TextInput
          className={styles.input}
          label="Find a customer"
          placeholder="Id, or part of it"
          leftSection={<Search size={16} aria-hidden />}
          rightSection={pending ? <Loader size={14} aria-hidden /> : null}
          value={query}
          onChange={(event) => {
            setActive(-1);
            void search(event.currentTarget.value);
          }}
          onKeyDown={onKeyDown}
          role="combobox"
          aria-expanded={matches.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={active >= 0 ? `${listId}-${active}` : undefined}
          autoComplete="off"
          spellCheck={false}
          data-testid="customer-search"
        />
        <ActionIcon
          variant="default"
          size={36}
          disabled={matches.length === 0}
          onClick={openRandom}
          aria-label="Random customer of the list"
          title="Random customer of the list"
          data-testid="random-customer"
        >
          <Shuffle size={16} aria-hidden />
        </ActionIcon>
      </div>
      <LookFor />
      <p className={styles.total} aria-live="polite">
        {matchesSentence(query, matches.length, total, lookFor)}
      </p>
      <div
        id={listId}
        ref={list}
        className={styles.list}
        role="listbox"
        aria-label="Customers"
        data-testid="customer-matches"
      >
        {matches.map(({ id, ratings }, place) => (
          <button
            type="button"
            tabIndex={-1}
            key={id}
            id={`${listId}-${place}`}
            role="option"
            aria-selected={id === opened}
            data-active={place === active || undefined}
            className={styles.match}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => void openCustomer(id)}
          >
            <span className={styles.id}>{id}</span>
            <span className={styles.ratings}>{formatAmount(ratings, nounOf(feedback).one)}</span>
          </button>
        ))}
      </div>
    </>
  );
}
