import styles from "./ProductCell.module.css";

interface Props {
  product: string;
  /** Empty where unknown: then the id stands for it. */
  title: string;
  category?: string;
  brand?: string;
  /** The day of its rating. */
  date?: string;
}

/** A product's title, or its id, over what else is known of it; what is not known is not shown. */
export function ProductCell({ product, title, category, brand, date }: Props) {
  const about = [title && product, category, brand, date].filter(Boolean).join(" · ");
  return (
    <span className={styles.product}>
      {title ? (
        <span className={styles.title} title={title}>
          {title}
        </span>
      ) : (
        <span className={styles.id}>{product}</span>
      )}
      {about && <span className={styles.about}>{about}</span>}
    </span>
  );
}
