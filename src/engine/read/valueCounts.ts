/** Ratings in halves from 0 to 100 are counted by place, which spares a million of them a look into a Map. */
const HALVES = 201;

/** How often each rating occurs, by rising value; null where there are more than `most` different ones. */
export function valueCounts(ratings: Float32Array, most: number): [value: number, count: number][] | null {
  const halves = new Uint32Array(HALVES);
  const others = new Map<number, number>();
  for (let i = 0; i < ratings.length; i++) {
    const rating = ratings[i];
    const place = rating * 2;
    if (place >= 0 && place < HALVES && place === (place | 0)) halves[place]++;
    else {
      others.set(rating, (others.get(rating) ?? 0) + 1);
      if (others.size > most) return null;
    }
  }
  const counts = [...others];
  halves.forEach((count, place) => {
    if (count > 0) counts.push([place / 2, count]);
  });
  return counts.length > most ? null : counts.sort(([a], [b]) => a - b);
}
