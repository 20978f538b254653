import { Select } from "@mantine/core";
import { SEGMENT_ROLES, type SegmentRole } from "../../../domain/roles";
import type { UserSegment } from "../../../engine/recommend/types";
import { segmentName } from "../../../ui/segmentName";
import { useStore } from "../../studio/store";

interface Props {
  segment: UserSegment | null;
  onSegment(segment: UserSegment | null): void;
  /** Over the field; without it the name is for screen readers alone. */
  label?: string;
  size: "xs" | "sm";
  className?: string;
}

/** Values offered at once: the rest is found by typing. */
const MOST_OFFERED = 100;

function textOf({ role, value }: UserSegment): string {
  return `${role}:${value}`;
}

/** All customers, or those of one value of one segment; nothing where the file has no segments. */
export function SegmentSelect({ segment, onSegment, label, size, className }: Props) {
  const labels = useStore((state) => state.survey?.labels);
  const summary = useStore((state) => state.data?.summary ?? null);
  const roles = SEGMENT_ROLES.filter((role) => labels?.[role]);
  if (roles.length === 0) return null;
  const data = roles.map((role) => ({
    group: segmentName(role, summary),
    items: labels![role]!.filter(Boolean).map((value) => ({ value: textOf({ role, value }), label: value })),
  }));
  function choose(text: string | null) {
    const [role, ...value] = (text ?? "").split(":");
    onSegment(text ? { role: role as SegmentRole, value: value.join(":") } : null);
  }
  return (
    <Select
      size={size}
      className={className}
      label={label}
      aria-label={label ? undefined : "Segment of the customers"}
      placeholder="All customers"
      data={data}
      limit={MOST_OFFERED}
      value={segment && textOf(segment)}
      onChange={choose}
      searchable
      clearable
    />
  );
}
