/**
 * The programs of the embedding module on the GPU. A table row is `texelsPerRow` texels of four floats;
 * `rowsPerLine` rows lie side by side in a texture (see TexelLayout). Index textures hold four integers a texel in
 * lines of `indexWidth`; a float among them is its bits.
 *
 * A slot, one per touched row, is two texels: (table row, first k, what is left of its first moments, of its second) and
 * the four terms of the steps that its weights owe (see OwedSteps). Its positions are those that stand k-th in the
 * grouped order, up to the next slot's first k. After the last comes the unknown row's, which is not stepped.
 */
const HEADER = `#version 300 es
precision highp float;
precision highp int;
precision highp isampler2D;
precision highp sampler2D;

ivec2 texelOf(int row, int texel, int texelsPerRow, int rowsPerLine) {
  return ivec2((row % rowsPerLine) * texelsPerRow + texel, row / rowsPerLine);
}

uniform int indexWidth;
ivec4 indexAt(isampler2D indices, int i) {
  return texelFetch(indices, ivec2(i % indexWidth, i / indexWidth), 0);
}

// Four current weights; see OwedSteps.weightTerms for the terms.
vec4 caughtUp(vec4 w, vec4 m, vec4 v, vec4 terms) {
  if (terms.y == 0.0) return terms.x * w;
  vec4 root = sqrt(v);
  return terms.x * w - terms.y * m * (root + terms.z) / (root * (root + 2.0 * terms.z) + terms.w);
}
`;

/** Covers the viewport with one triangle. */
export const COVER = `#version 300 es
void main() {
  gl_Position = vec4(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0, 0.0, 1.0);
}
`;

/** Positions as (slot, k-th position of the order). Out: the current weights of each. */
export const GATHER = `${HEADER}
uniform sampler2D weights, firstMoment, secondMoment;
uniform isampler2D batch;
uniform int texelsPerRow, tableRowsPerLine, batchRowsPerLine, batchSize, firstSlot;
out vec4 current;

void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  int position = at.y * batchRowsPerLine + at.x / texelsPerRow;
  if (position >= batchSize) { current = vec4(0.0); return; }
  int slot = firstSlot + 2 * indexAt(batch, position).x;
  ivec2 place = texelOf(indexAt(batch, slot).x, at.x % texelsPerRow, texelsPerRow, tableRowsPerLine);
  vec4 terms = intBitsToFloat(indexAt(batch, slot + 1));
  current = caughtUp(
    texelFetch(weights, place, 0), texelFetch(firstMoment, place, 0), texelFetch(secondMoment, place, 0), terms
  );
}
`;

/** Out, one row per slot, the unknown row's too: its current weights. */
export const CATCH_UP = `${HEADER}
uniform sampler2D weights, firstMoment, secondMoment;
uniform isampler2D batch;
uniform int texelsPerRow, tableRowsPerLine, slotsPerLine, slotCount, firstSlot;
out vec4 current;

void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  int slot = at.y * slotsPerLine + at.x / texelsPerRow;
  if (slot > slotCount) discard;
  slot = firstSlot + 2 * slot;
  ivec2 place = texelOf(indexAt(batch, slot).x, at.x % texelsPerRow, texelsPerRow, tableRowsPerLine);
  vec4 terms = intBitsToFloat(indexAt(batch, slot + 1));
  current = caughtUp(
    texelFetch(weights, place, 0), texelFetch(firstMoment, place, 0), texelFetch(secondMoment, place, 0), terms
  );
}
`;

/**
 * Out, one row per slot: weights and both moments after the steps that it owes and the one with the summed gradient.
 * `gradients` declares `vec4 gradientOf(int k, int texel)`: the gradient of the k-th position of the order.
 */
function adamWStep(gradients: string): string {
  return `${HEADER}
uniform sampler2D weights, firstMoment, secondMoment;
uniform isampler2D batch;
uniform int texelsPerRow, tableRowsPerLine, batchRowsPerLine, slotCount, firstSlot;
uniform float rate, rootScale, beta1, beta2, epsilon, keep;
layout(location = 0) out vec4 newWeights;
layout(location = 1) out vec4 newFirst;
layout(location = 2) out vec4 newSecond;
${gradients}
void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  int slot = at.y * batchRowsPerLine + at.x / texelsPerRow;
  if (slot >= slotCount) discard;
  int texel = at.x % texelsPerRow;
  slot = firstSlot + 2 * slot;
  ivec4 head = indexAt(batch, slot);
  vec2 left = intBitsToFloat(head.zw);
  vec4 terms = intBitsToFloat(indexAt(batch, slot + 1));
  int end = indexAt(batch, slot + 2).y;
  vec4 g = vec4(0.0);
  for (int k = head.y; k < end; k++) g += gradientOf(k, texel);
  ivec2 place = texelOf(head.x, texel, texelsPerRow, tableRowsPerLine);
  vec4 m = texelFetch(firstMoment, place, 0);
  vec4 v = texelFetch(secondMoment, place, 0);
  vec4 w = caughtUp(texelFetch(weights, place, 0), m, v, terms);
  newFirst = beta1 * left.x * m + (1.0 - beta1) * g;
  newSecond = beta2 * left.y * v + (1.0 - beta2) * g * g;
  newWeights = keep * w - rate * newFirst / (sqrt(newSecond) * rootScale + epsilon);
}
`;
}

/** The step with gradients from a texture of whole rows, [batch × width]. */
export const STEP_BY_ROWS = adamWStep(`
uniform sampler2D gradient;
vec4 gradientOf(int k, int texel) {
  int position = indexAt(batch, k).y;
  return texelFetch(gradient, texelOf(position, texel, texelsPerRow, batchRowsPerLine), 0);
}
`);

/**
 * The dot product's batch, in one index texture: at i the position's (user slot, product slot, rating, share); at
 * batchSize + i (i-th position of the users' order, of the products'); then the users' slots; then the products'. Its
 * rows' biases lie in the components `biasMask` of texel `biasTexel`, -1 for none.
 */
const DOT = `
uniform int batchSize, biasTexel;
uniform vec4 biasMask;
`;

/** Out, one texel a position: (slope of the loss by the score, share × squared error, prediction, 0). */
export const DOT_SCORE = `${HEADER}${DOT}
uniform isampler2D batch;
uniform sampler2D userRows, productRows;
uniform int texelsPerRow, slotsPerLine, scoreWidth;
uniform float low, span;
out vec4 score;

void main() {
  int position = int(gl_FragCoord.y) * scoreWidth + int(gl_FragCoord.x);
  if (position >= batchSize) { score = vec4(0.0); return; }
  ivec4 target = indexAt(batch, position);
  ivec2 user = texelOf(target.x, 0, texelsPerRow, slotsPerLine);
  ivec2 product = texelOf(target.y, 0, texelsPerRow, slotsPerLine);
  float sum = 0.0;
  for (int texel = 0; texel < texelsPerRow; texel++) {
    vec4 u = texelFetch(userRows, user + ivec2(texel, 0), 0);
    vec4 p = texelFetch(productRows, product + ivec2(texel, 0), 0);
    vec4 isBias = texel == biasTexel ? biasMask : vec4(0.0);
    sum += dot(u * (1.0 - isBias), p) + dot(u + p, isBias);
  }
  float y = 1.0 / (1.0 + exp(-sum));
  float error = low + span * y - intBitsToFloat(target.z);
  float share = intBitsToFloat(target.w);
  score = vec4(2.0 * share * error * span * y * (1.0 - y), share * error * error, low + span * y, 0.0);
}
`;

/** Out: in each texel the sum of the shared squared errors of every `sums`-th position. */
export const LOSS_SUMS = `${HEADER}
uniform sampler2D scores;
uniform int batchSize, scoreWidth, sums;
out vec4 partial;

void main() {
  float sum = 0.0;
  for (int position = int(gl_FragCoord.x); position < batchSize; position += sums) {
    sum += texelFetch(scores, ivec2(position % scoreWidth, position / scoreWidth), 0).y;
  }
  partial = vec4(sum, 0.0, 0.0, 0.0);
}
`;

/** The step of a dot product's table: a position's gradient is its slope times the other table's row, 1 for a bias. */
export const STEP_BY_DOT = adamWStep(`${DOT}
uniform sampler2D scores, otherRows;
uniform int scoreWidth, slotsPerLine;
uniform bool forProducts;
vec4 gradientOf(int k, int texel) {
  ivec4 order = indexAt(batch, batchSize + k);
  int position = forProducts ? order.y : order.x;
  ivec4 slots = indexAt(batch, position);
  vec4 row = texelFetch(otherRows, texelOf(forProducts ? slots.x : slots.y, texel, texelsPerRow, slotsPerLine), 0);
  float slope = texelFetch(scores, ivec2(position % scoreWidth, position / scoreWidth), 0).x;
  return slope * (texel == biasTexel ? mix(row, vec4(1.0), biasMask) : row);
}
`);

/** One rectangle per slot, over the slot's row in the table. */
export const SCATTER_VERTEX = `${HEADER}
uniform isampler2D batch;
uniform int texelsPerRow, tableRowsPerLine, firstSlot;
uniform vec2 targetSize;
flat out int slot;
flat out int firstTexel;

void main() {
  slot = gl_VertexID / 6;
  ivec2 corner = texelOf(indexAt(batch, firstSlot + 2 * slot).x, 0, texelsPerRow, tableRowsPerLine);
  firstTexel = corner.x;
  int vertex = gl_VertexID % 6;
  bool right = vertex == 1 || vertex == 2 || vertex == 4;
  bool below = vertex == 2 || vertex == 4 || vertex == 5;
  vec2 point = vec2(corner) + vec2(right ? texelsPerRow : 0, below ? 1 : 0);
  gl_Position = vec4(point / targetSize * 2.0 - 1.0, 0.0, 1.0);
}
`;

/** Out: the slot's new row, into the table. */
export const SCATTER = `${HEADER}
uniform sampler2D newWeights, newFirst, newSecond;
uniform int texelsPerRow, batchRowsPerLine;
flat in int slot;
flat in int firstTexel;
layout(location = 0) out vec4 weights;
layout(location = 1) out vec4 firstMoment;
layout(location = 2) out vec4 secondMoment;

void main() {
  ivec2 from = texelOf(slot, int(gl_FragCoord.x) - firstTexel, texelsPerRow, batchRowsPerLine);
  weights = texelFetch(newWeights, from, 0);
  firstMoment = texelFetch(newFirst, from, 0);
  secondMoment = texelFetch(newSecond, from, 0);
}
`;
