import { Select } from "@mantine/core";
import type { SegmentRole } from "../../../domain/roles";
import type { DatasetSummary } from "../../../engine/read/types";
import { Card } from "../../../ui/Card";
import { segmentName } from "../../../ui/segmentName";
import { useStore } from "../../studio/store";
import styles from "./ProductView.module.css";
import { LikelyTable } from "./UsersCard";
import { audienceSentence } from "./words";

const UNKNOWN = "Unknown";

/** Who would like a product that nobody has rated, by its segments alone; nothing where the model reads none. */
export function NewProductCard({ summary }: { summary: DatasetSummary }) {
  const { choices, values, audience } = useStore((state) => state.newProduct);
  const describe = useStore((state) => state.describeNewProduct);
  if (!choices || !audience?.found) return null;
  const roles = Object.keys(choices) as SegmentRole[];
  if (roles.length === 0) return null;
  const { found } = audience;
  return (
    <Card title="Who would like a new product?">
      <p className={styles.sentence}>By what it is, before anybody has rated it.</p>
      <div className={styles.fields}>
        {roles.map((role) => (
          <Select
            key={role}
            size="xs"
            w={200}
            label={segmentName(role, summary)}
            searchable
            value={values[role] || UNKNOWN}
            onChange={(value) => void describe({ [role]: value === UNKNOWN ? "" : (value ?? "") })}
            data={[UNKNOWN, ...(choices[role] ?? []).filter((value) => value !== UNKNOWN)]}
            nothingFoundMessage="No such value in this file"
          />
        ))}
      </div>
      {found.asked === 0 ? (
        <p className={styles.muted}>The model knows none of the most active users.</p>
      ) : (
        <>
          <p className={styles.muted} data-testid="audience" aria-live="polite">
            {audienceSentence(found)}
          </p>
          <LikelyTable caption="Users who would like the new product" users={found.users} summary={summary} />
        </>
      )}
    </Card>
  );
}
