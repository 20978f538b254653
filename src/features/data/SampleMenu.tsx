import { Button, Menu } from "@mantine/core";
import { ChevronDown, Download } from "lucide-react";
import type { SamplePreset } from "../../domain/samples";

/** The presets as a person chooses between them. */
export const SAMPLES: { preset: SamplePreset; name: string; size: string }[] = [
  { preset: "demo", name: "Demo", size: "about 40,000 ratings, dense enough to personalise" },
  { preset: "sparse", name: "Sparse", size: "50,000 ratings, 90 % of users rated once" },
  { preset: "full", name: "Full size", size: "1,292,954 ratings, as large as a real shop’s file" },
];

interface Props {
  onOpen(preset: SamplePreset): void;
  onSave(preset: SamplePreset): void;
}

/** The built-in samples, to open here or to keep as a file. */
export function SampleMenu({ onOpen, onSave }: Props) {
  return (
    <Menu position="bottom-end" width={320} shadow="none">
      <Menu.Target>
        <Button variant="default" rightSection={<ChevronDown size={14} />}>
          Samples
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Open a built-in sample</Menu.Label>
        {SAMPLES.map(({ preset, name, size }) => (
          <Menu.Item key={preset} onClick={() => onOpen(preset)}>
            {name}
            <div style={{ fontSize: 12, color: "var(--muted)" }}>{size}</div>
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>Save a sample as CSV</Menu.Label>
        {SAMPLES.map(({ preset, name }) => (
          <Menu.Item key={preset} leftSection={<Download size={14} />} onClick={() => onSave(preset)}>
            Save {name} as CSV
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
