// @ts-ignore: decorator
@inline
function sigmoid(x: f64): f64 {
  return 1 / (1 + Math.exp(-x));
}

/** scores[i × stride] ← low + span · sigmoid(scores[i × stride]). */
export function rangePredict(scores: usize, stride: i32, count: i32, low: f64, span: f64): void {
  for (let i = 0; i < count; i++) {
    const at = scores + (<usize>(i * stride) << 2);
    store<f32>(at, <f32>(low + span * sigmoid(load<f32>(at))));
  }
}

/**
 * Squared error of the predictions, each weighed by its share, and its slope: scores[i × stride] ← d loss / d score.
 * With a pointer to `curvatures`, curvatures[i] ← share · slope², the slope being the prediction's by the score.
 * Returns the loss.
 */
export function rangeLoss(
  scores: usize,
  stride: i32,
  curvatures: usize,
  ratings: usize,
  shares: usize,
  count: i32,
  low: f64,
  span: f64,
): f64 {
  let loss: f64 = 0;
  for (let i = 0; i < count; i++) {
    const at = scores + (<usize>(i * stride) << 2);
    const y = sigmoid(load<f32>(at));
    const share: f64 = load<f32>(shares + (<usize>i << 2));
    const slope = span * y * (1 - y);
    const error = low + span * y - <f64>load<f32>(ratings + (<usize>i << 2));
    loss += share * error * error;
    store<f32>(at, <f32>(2 * share * error * slope));
    if (curvatures != 0) store<f32>(curvatures + (<usize>i << 2), <f32>(share * slope * slope));
  }
  return loss;
}
