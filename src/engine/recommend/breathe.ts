/** Lets other work through when there was none for a while; rejects when nobody waits for the answer any more. */
export type Breathe = () => Promise<void>;
