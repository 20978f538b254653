import { Skeleton } from "@mantine/core";
import { useEffect } from "react";
import { Card } from "../../../ui/Card";
import { Notice } from "../../../ui/Notice";
import { SearchList } from "../../../ui/SearchList";
import { useStore } from "../../studio/store";
import { NoModel } from "../NoModel";
import { NewProductCard } from "./NewProductCard";
import { ProductBiasCard } from "./ProductBiasCard";
import { ProductDetails } from "./ProductDetails";
import styles from "./ProductView.module.css";
import { SimilarCard } from "./SimilarCard";
import { UsersCard } from "./UsersCard";
import { productsFoundSentence } from "./words";

/** Find a product; see what it is like, who likes it, and what the model holds of it whoever is asked. */
export function ProductView() {
  const answering = useStore((state) => state.explorerModel);
  const refresh = useStore((state) => state.refreshProduct);

  useEffect(() => {
    if (answering) void refresh();
  }, [answering, refresh]);

  if (!answering) return <NoModel />;
  return (
    <div className={styles.columns}>
      <Card>
        <ProductSearch />
      </Card>
      <div className={styles.stack}>
        <Problem />
        <ProductInView />
      </div>
    </div>
  );
}

function ProductSearch() {
  const query = useStore((state) => state.productQuery);
  const matches = useStore((state) => state.productMatches);
  const total = useStore((state) => state.productMatchesTotal);
  const pending = useStore((state) => state.productPending);
  const opened = useStore((state) => state.product?.facts.id);
  const find = useStore((state) => state.findProducts);
  const open = useStore((state) => state.openProduct);

  useEffect(() => {
    if (useStore.getState().productMatches.length === 0) void find(useStore.getState().productQuery);
  }, [find]);

  return (
    <SearchList
      label="Find a product"
      placeholder="Id or title, or part of it"
      listLabel="Products"
      query={query}
      items={matches.map(({ id, title, ratings }) => ({
        key: id,
        title: title || id,
        about: title && id,
        figure: String(ratings),
      }))}
      sentence={productsFoundSentence(query, matches.length, total)}
      opened={opened}
      pending={pending}
      testId="product-search"
      onSearch={(text) => void find(text)}
      onOpen={(id) => void open(String(id))}
    />
  );
}

function Problem() {
  const message = useStore((state) => state.productError);
  const dismiss = useStore((state) => state.dismissProductError);
  if (message === null) return null;
  return (
    <Notice kind="error" onDismiss={dismiss}>
      <span data-testid="product-error">{message}</span>
    </Notice>
  );
}

function ProductInView() {
  const product = useStore((state) => state.product);
  const summary = useStore((state) => state.data?.summary);
  if (!product || !summary) return <Skeleton height={480} radius="lg" aria-hidden />;
  return (
    <>
      <ProductDetails product={product} summary={summary} />
      <div className={styles.panels}>
        <SimilarCard product={product} feedback={summary.feedback} />
        <UsersCard key={product.facts.id} product={product} summary={summary} />
      </div>
      <ProductBiasCard product={product} summary={summary} />
      <NewProductCard summary={summary} />
    </>
  );
}
