import { ActionIcon, Button, NumberInput, SegmentedControl, Select } from "@mantine/core";
import { X } from "lucide-react";
import { useEffect } from "react";
import { USER_SEGMENTS } from "../../../domain/roles";
import type { DatasetSummary } from "../../../engine/read/types";
import { Card } from "../../../ui/Card";
import { formatAmount, formatCount } from "../../../ui/format";
import { Notice } from "../../../ui/Notice";
import { SearchList } from "../../../ui/SearchList";
import { segmentName } from "../../../ui/segmentName";
import { useStore } from "../../studio/store";
import { ListControls } from "../list/ListControls";
import { RecommendationTable } from "../list/RecommendationTable";
import { StandingNotice } from "../list/StandingNotice";
import { PopularPanel } from "../PopularPanel";
import screen from "../RecommendScreen.module.css";
import { orderSentence } from "../sentences";
import { WhyCard } from "../why/WhyCard";
import styles from "./NewCustomerView.module.css";
import { attributeWords, newCustomerSentence, ratingChoices } from "./words";

/** Somebody who is not in the file: rate a few products, and the list follows at once. */
export function NewCustomerView() {
  const summary = useStore((state) => state.data?.summary);
  if (!summary) return null;
  return (
    <div className={screen.columns}>
      <Card>
        <ProductSearch summary={summary} />
      </Card>
      <div className={screen.stack}>
        <Given summary={summary} />
        <Answer summary={summary} />
      </div>
    </div>
  );
}

/** A product that is opened in the list is rated, as well as can be to begin with. */
function ProductSearch({ summary }: { summary: DatasetSummary }) {
  const query = useStore((state) => state.productQuery);
  const matches = useStore((state) => state.productMatches);
  const total = useStore((state) => state.productMatchesTotal);
  const find = useStore((state) => state.findProducts);
  const rate = useStore((state) => state.rateProduct);
  const verb = summary.feedback === "explicit" ? "rate" : "choose";

  useEffect(() => {
    if (useStore.getState().productMatches.length === 0) void find("");
  }, [find]);

  const sentence =
    total === 0
      ? "No product is found."
      : `${formatAmount(total, "product")}, the most ${verb === "rate" ? "rated" : "chosen"} first.`;
  return (
    <SearchList
      label={`Find a product to ${verb}`}
      placeholder="Title or id, or part of it"
      listLabel="Products"
      query={query}
      items={matches.map(({ id, title, ratings }) => ({
        key: id,
        title: title || id,
        about: title ? id : undefined,
        figure: formatCount(ratings),
      }))}
      sentence={sentence}
      testId="new-customer-search"
      onSearch={(text) => void find(text)}
      onOpen={(key) => {
        const match = matches.find(({ id }) => id === key);
        if (match) rate({ product: match.id, title: match.title }, summary.ratingHigh);
      }}
    />
  );
}

/** What the new customer is said to have rated. */
function Given({ summary }: { summary: DatasetSummary }) {
  const { ratings, attributes } = useStore((state) => state.newCustomer);
  const rate = useStore((state) => state.rateProduct);
  const unrate = useStore((state) => state.unrateProduct);
  const clear = useStore((state) => state.clearNewCustomer);
  const isExplicit = summary.feedback === "explicit";
  const choices = ratingChoices(summary.ratingLow, summary.ratingHigh, summary.ratingStep);
  return (
    <Card
      title={isExplicit ? "What the new customer rated" : "What the new customer chose"}
      actions={
        (ratings.length > 0 || Object.values(attributes).some(Boolean)) && (
          <Button size="xs" variant="subtle" onClick={clear}>
            Start again
          </Button>
        )
      }
    >
      <AttributeFields summary={summary} />
      {ratings.length === 0 ? (
        <p className={styles.empty}>
          Press a product in the list at the left: it stands here, and the list below follows.
        </p>
      ) : (
        <ul className={styles.given} aria-label="Rated products" data-testid="given">
          {ratings.map(({ product, title, rating }) => (
            <li key={product} className={styles.row}>
              <span className={styles.name} title={product}>
                {title || product}
              </span>
              {isExplicit &&
                (choices ? (
                  <SegmentedControl
                    size="xs"
                    aria-label={`Rating of ${title || product}`}
                    data={choices.map(String)}
                    value={String(rating)}
                    onChange={(value) => rate({ product, title }, Number(value))}
                  />
                ) : (
                  <NumberInput
                    size="xs"
                    w={96}
                    aria-label={`Rating of ${title || product}`}
                    min={summary.ratingLow}
                    max={summary.ratingHigh}
                    step={summary.ratingStep}
                    clampBehavior="strict"
                    value={rating}
                    onChange={(value) => typeof value === "number" && rate({ product, title }, value)}
                  />
                ))}
              <ActionIcon color="gray" aria-label={`Take ${title || product} away`} onClick={() => unrate(product)}>
                <X size={16} aria-hidden />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** Values offered at once: the rest is found by typing. */
const MOST_OFFERED = 100;

/** What the new customer is, beside what they rated; nothing where the file says nothing of its users. */
function AttributeFields({ summary }: { summary: DatasetSummary }) {
  const labels = useStore((state) => state.survey?.labels);
  const { attributes } = useStore((state) => state.newCustomer);
  const describe = useStore((state) => state.describeNewCustomer);
  const roles = USER_SEGMENTS.filter((role) => labels?.[role]?.some(Boolean));
  if (roles.length === 0) return null;
  return (
    <div className={styles.fields}>
      {roles.map((role) => (
        <Select
          key={role}
          size="xs"
          w={200}
          label={segmentName(role, summary)}
          placeholder="Unknown"
          data={labels![role]!.filter(Boolean)}
          limit={MOST_OFFERED}
          value={attributes[role] || null}
          onChange={(value) => describe({ [role]: value ?? "" })}
          searchable
          clearable
        />
      ))}
    </div>
  );
}

/** The list that follows. */
function Answer({ summary }: { summary: DatasetSummary }) {
  const { view, ratings, attributes, error } = useStore((state) => state.newCustomer);
  const list = useStore((state) => state.list);
  const reasons = useStore((state) => state.reasons);
  const explain = useStore((state) => state.explain);
  const close = useStore((state) => state.closeReasons);
  const open = useStore((state) => state.openProduct);
  const openNew = useStore((state) => state.openNewCustomer);

  useEffect(() => {
    openNew();
  }, [openNew]);

  if (error !== null) return <Notice kind="error">{error}</Notice>;
  if (!view) return null;
  const { feedback, ratingLow, ratingHigh } = summary;
  const explained = reasons?.of === "new customer" ? reasons.product : null;
  return (
    <>
      <Card title="Recommended next">
        <p className={styles.sentence} data-testid="new-customer-sentence" aria-live="polite">
          {newCustomerSentence(view, ratings.length, feedback, attributeWords(attributes, summary))}{" "}
          {orderSentence(view, list)}
        </p>
        <StandingNotice view={view} />
        <ListControls />
        <div data-testid="new-recommendations">
          {view.nothingLeft ? (
            <Notice>{view.nothingLeft.sentence}</Notice>
          ) : (
            <RecommendationTable
              caption="Recommendations for the new customer"
              kind={view.kind}
              recommendations={view.recommendations}
              feedback={feedback}
              scale={{ low: ratingLow, high: ratingHigh }}
              had={list.again ? new Set(ratings.map(({ product }) => product)) : undefined}
              explained={explained}
              reasons={<WhyCard of="new customer" />}
              onExplain={(product) => (product === explained ? close() : void explain(product, "new customer"))}
              onOpen={(product) => void open(product)}
            />
          )}
        </div>
      </Card>
      <PopularPanel view={view} feedback={feedback} />
    </>
  );
}
