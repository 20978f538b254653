import { Button, Select, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { RankLines } from "../../../charts/svg/RankLines";
import type { DatasetSummary } from "../../../engine/read/types";
import type { CustomerAnswer, ListView } from "../../../engine/recommend/types";
import { Card } from "../../../ui/Card";
import { Notice } from "../../../ui/Notice";
import { useStore } from "../../studio/store";
import { modelLabel } from "../../train/choices";
import { RecommendationTable } from "../list/RecommendationTable";
import { type RankChange, rankChanges } from "../rankChanges";
import styles from "./CompareView.module.css";
import { epochName, epochsSentence, rankLines, sharedSentence } from "./words";

/** One customer with two runs, two customers with one run, and one customer from epoch to epoch. */
export function CompareView() {
  const customer = useStore((state) => state.customer);
  const summary = useStore((state) => state.data?.summary);
  if (!customer || !summary) return <Notice>Open a customer first: what is compared begins with their list.</Notice>;
  return (
    <div className={styles.stack}>
      <TwoRuns customer={customer} summary={summary} />
      <TwoCustomers customer={customer} summary={summary} />
      <Epochs customer={customer} />
    </div>
  );
}

/** Places gained by each product of `list` against `other`. */
function changesAgainst(
  list: ListView["recommendations"],
  other: ListView["recommendations"],
): Map<string, RankChange> {
  const ranked = (products: ListView["recommendations"], epoch: number) => ({
    customer: "",
    run: 0,
    epoch,
    products: products.map(({ product }) => product),
  });
  return rankChanges({ current: ranked(list, 1), previous: ranked(other, 0) });
}

interface SideProps {
  title: string;
  list: Pick<ListView, "kind" | "recommendations">;
  summary: DatasetSummary;
  changes?: Map<string, RankChange>;
}

function Side({ title, list, summary, changes }: SideProps) {
  const { feedback, ratingLow, ratingHigh } = summary;
  return (
    <div>
      <h3 className={styles.title}>{title}</h3>
      <RecommendationTable
        caption={title}
        kind={list.kind}
        recommendations={list.recommendations}
        feedback={feedback}
        scale={{ low: ratingLow, high: ratingHigh }}
        changes={changes}
      />
    </div>
  );
}

function TwoRuns({ customer, summary }: { customer: CustomerAnswer; summary: DatasetSummary }) {
  const runs = useStore((state) => state.runs);
  const answering = useStore((state) => state.explorerModel);
  const otherRun = useStore((state) => state.otherRun);
  const compareWith = useStore((state) => state.compareWith);
  const others = runs.filter(({ id, epochs }) => id !== answering?.run && epochs.length > 0);
  const nameOf = (id: number | undefined | null) => {
    const run = runs.find((each) => each.id === id);
    return run ? `${modelLabel(run.settings.model)}, run ${run.id}` : "";
  };
  const { other } = customer;
  return (
    <Card title={`Would another run show ${customer.id} something else?`}>
      {others.length === 0 ? (
        <p className={styles.sentence}>There is one run only. Train another model or other settings to compare with.</p>
      ) : (
        <Select
          size="sm"
          w={280}
          mb="lg"
          label="Compare with"
          placeholder="Choose a run"
          data={others.map(({ id }) => ({ value: String(id), label: nameOf(id) }))}
          value={otherRun === null ? null : String(otherRun)}
          onChange={(value) => void compareWith(value === null ? null : Number(value))}
          clearable
        />
      )}
      {otherRun !== null && other && (
        <>
          <p className={styles.sentence}>
            {sharedSentence(customer.recommendations, other.recommendations)} Arrows say how a place differs from the
            list beside it.
          </p>
          <div className={styles.pair}>
            <Side
              title={nameOf(answering?.run)}
              list={customer}
              summary={summary}
              changes={changesAgainst(customer.recommendations, other.recommendations)}
            />
            <Side title={nameOf(otherRun)} list={other} summary={summary} />
          </div>
        </>
      )}
    </Card>
  );
}

function TwoCustomers({ customer, summary }: { customer: CustomerAnswer; summary: DatasetSummary }) {
  const second = useStore((state) => state.second);
  const error = useStore((state) => state.secondError);
  const openSecond = useStore((state) => state.openSecond);
  const matches = useStore((state) => state.matches);
  const [id, setId] = useState("");
  const suggestion = matches.find((match) => match.id !== customer.id)?.id ?? "";

  function submit(event: FormEvent) {
    event.preventDefault();
    const wanted = id.trim() || suggestion;
    if (wanted) void openSecond(wanted);
  }

  return (
    <Card title={`Who else would be shown what ${customer.id} is?`}>
      <form className={styles.line} onSubmit={submit}>
        <TextInput
          label="Another customer"
          placeholder={suggestion || "Id"}
          value={id}
          onChange={(event) => setId(event.currentTarget.value)}
          autoComplete="off"
          spellCheck={false}
        />
        <Button type="submit" variant="default" disabled={id.trim() === "" && suggestion === ""}>
          Compare
        </Button>
        {second && (
          <Button variant="subtle" onClick={() => void openSecond(null)}>
            Put away
          </Button>
        )}
      </form>
      {error !== null && <Notice kind="error">{error}</Notice>}
      {second && (
        <>
          <p className={styles.sentence}>{sharedSentence(customer.recommendations, second.recommendations)}</p>
          <div className={styles.pair}>
            <Side title={customer.id} list={customer} summary={summary} />
            <Side
              title={second.id}
              list={second}
              summary={summary}
              changes={changesAgainst(second.recommendations, customer.recommendations)}
            />
          </div>
        </>
      )}
    </Card>
  );
}

function Epochs({ customer }: { customer: CustomerAnswer }) {
  const epochs = useStore((state) => state.listEpochs);
  const sentence = epochsSentence(epochs);
  const depth = Math.min(20, Math.max(1, ...epochs.map(({ products }) => products.length)));
  const shown = epochs.map((list) => ({ ...list, products: list.products.slice(0, depth) }));
  return (
    <Card title={`How did the list of ${customer.id} come about?`}>
      <p className={styles.sentence}>{sentence} It is followed while a run trains and this customer is in view.</p>
      {epochs.length > 1 && (
        <RankLines
          lines={rankLines(shown)}
          places={shown.map(epochName)}
          depth={depth}
          xTitle="Epoch"
          label={`Ranks by epoch. ${sentence}`}
        />
      )}
    </Card>
  );
}
