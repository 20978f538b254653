import styles from "./ProductCell.module.css";

interface Props {
  product: string;
  category: string;
  brand: string;
  /** The day of its rating. */
  date?: string;
}

/** A product's id over what is known of it; what is not known is not shown. */
export function ProductCell({ product, category, brand, date }: Props) {
  const about = [category, brand, date].filter(Boolean).join(" · ");
  return (
    <span className={styles.product}>
      <span className={styles.id}>{product}</span>
      {about && <span className={styles.about}>{about}</span>}
    </span>
  );
}
