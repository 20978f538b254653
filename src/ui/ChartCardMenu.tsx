import { ActionIcon, Menu } from "@mantine/core";
import { Download } from "lucide-react";
import { memo } from "react";
import type { FigureFormat } from "./ChartCardSaving";

const FORMATS: { format: FigureFormat; name: string }[] = [
  { format: "png", name: "PNG image, 2×" },
  { format: "svg", name: "SVG image" },
  { format: "csv", name: "CSV table" },
];

interface Props {
  isSaving: boolean;
  onSave(format: FigureFormat): void;
}

/** The files that a chart can be saved as. */
export const SaveMenu = memo(function SaveMenu({ isSaving, onSave }: Props) {
  return (
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
  );
});
