import { ActionIcon, Menu, Popover } from "@mantine/core";
import { Download } from "lucide-react";
import { memo } from "react";
import styles from "./ChartCard.module.css";
import type { FigureFormat } from "./ChartCardSaving";
import { Notice } from "./Notice";

const FORMATS: { format: FigureFormat; name: string }[] = [
  { format: "png", name: "PNG image, 2×" },
  { format: "svg", name: "SVG image" },
  { format: "csv", name: "CSV table" },
];

interface Props {
  isSaving: boolean;
  /** Why the last try failed. */
  failure: string | null;
  onSave(format: FigureFormat): void;
  onDismiss(): void;
}

/** The files that a chart can be saved as; what went wrong stands at the button that was pressed. */
export const SaveMenu = memo(function SaveMenu({ isSaving, failure, onSave, onDismiss }: Props) {
  return (
    <Popover
      opened={failure !== null}
      onDismiss={onDismiss}
      position="bottom-end"
      shadow="none"
      width={320}
      withRoles={false}
      classNames={{ dropdown: styles.failure }}
    >
      <Popover.Target>
        <div>
          <Menu position="bottom-end" shadow="none">
            <Menu.Target>
              <ActionIcon size={30} color="gray" aria-label="Save this chart" loading={isSaving}>
                <Download size={16} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {FORMATS.map(({ format, name }) => (
                <Menu.Item key={format} onClick={() => onSave(format)}>
                  {name}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        </div>
      </Popover.Target>
      <Popover.Dropdown>
        <Notice kind="error" title="The chart could not be saved" onDismiss={onDismiss}>
          {failure}
        </Notice>
      </Popover.Dropdown>
    </Popover>
  );
});
