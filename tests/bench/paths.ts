import { join } from "node:path";
import { ROOT } from "../../scripts/lib/root";

/** Folder of the built bench page. */
export const BENCH_PAGE = join(ROOT, "test-results", "bench-page");

/** The sample of full size as a file; written once, for it is always the same. */
export const FULL_SAMPLE = join(ROOT, "test-results", "bench-full.csv");

/** Ten million ratings as a file; written once. */
export const LARGE_FILE = join(ROOT, "test-results", "bench-large.csv");

export const TORCH_SCRIPT = join(ROOT, "tests", "bench", "torch_epoch.py");
export const NUMPY_SCRIPT = join(ROOT, "tests", "bench", "numpy_product.py");
export const RESULTS = join(ROOT, "tests", "bench", "results.md");
