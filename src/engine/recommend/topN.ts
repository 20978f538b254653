/**
 * Indices of the n largest scores among those that `allowed` lets through, largest first; equal scores in index order.
 * A heap of n: the cost is linear in the scores.
 */
export function topN(scores: ArrayLike<number>, n: number, allowed: (index: number) => boolean): number[] {
  const heap: number[] = []; // the worst kept index is at the root
  const worse = (a: number, b: number) => scores[a] < scores[b] || (scores[a] === scores[b] && a > b);
  let floor = Number.NEGATIVE_INFINITY; // the score at the root, once the heap is full
  if (n < 1) return heap;
  for (let index = 0; index < scores.length; index++) {
    const isFull = heap.length === n;
    if (isFull && !(scores[index] > floor)) continue; // of equal scores the one that came first stays
    if (!allowed(index)) continue;
    if (isFull) {
      heap[0] = index;
      siftDown(heap, worse);
    } else {
      heap.push(index);
      siftUp(heap, worse);
    }
    if (heap.length === n) floor = scores[heap[0]];
  }
  return heap.sort((a, b) => (worse(a, b) ? 1 : -1));
}

type Worse = (a: number, b: number) => boolean;

function siftUp(heap: number[], worse: Worse): void {
  let at = heap.length - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!worse(heap[at], heap[parent])) return;
    [heap[at], heap[parent]] = [heap[parent], heap[at]];
    at = parent;
  }
}

function siftDown(heap: number[], worse: Worse): void {
  let at = 0;
  for (;;) {
    let least = at;
    for (const child of [2 * at + 1, 2 * at + 2])
      if (child < heap.length && worse(heap[child], heap[least])) least = child;
    if (least === at) return;
    [heap[at], heap[least]] = [heap[least], heap[at]];
    at = least;
  }
}
