import styles from "./ProductCell.module.css";

/** A product's id over its category and brand; what is not known is not shown. */
export function ProductCell({ product, category, brand }: { product: string; category: string; brand: string }) {
  const about = [category, brand].filter(Boolean).join(" · ");
  return (
    <span className={styles.product}>
      <span className={styles.id}>{product}</span>
      {about && <span className={styles.about}>{about}</span>}
    </span>
  );
}
