/**
 * The three programs of the embedding module on the GPU. A table row is `texelsPerRow` texels of four floats;
 * `rowsPerLine` rows lie side by side in a texture (see TexelLayout).
 *
 * An index texel of a position: (table row, bits of its decay factor, the position that is k-th in the grouped order, 0).
 * An index texel of a slot, one per touched row: (table row, bits of its decay factor, first k, end of k).
 */
const HEADER = `#version 300 es
precision highp float;
precision highp int;
precision highp isampler2D;
precision highp sampler2D;

ivec2 texelOf(int row, int texel, int texelsPerRow, int rowsPerLine) {
  return ivec2((row % rowsPerLine) * texelsPerRow + texel, row / rowsPerLine);
}
`;

/** Covers the viewport with one triangle. */
export const COVER = `#version 300 es
void main() {
  gl_Position = vec4(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0, 0.0, 1.0);
}
`;

/** Out: the current weights of each position's row. */
export const GATHER = `${HEADER}
uniform sampler2D weights;
uniform isampler2D positions;
uniform int texelsPerRow, tableRowsPerLine, batchRowsPerLine, indexWidth, batchSize;
out vec4 current;

void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  int position = at.y * batchRowsPerLine + at.x / texelsPerRow;
  if (position >= batchSize) { current = vec4(0.0); return; }
  ivec4 index = texelFetch(positions, ivec2(position % indexWidth, position / indexWidth), 0);
  vec4 stored = texelFetch(weights, texelOf(index.x, at.x % texelsPerRow, texelsPerRow, tableRowsPerLine), 0);
  current = stored * intBitsToFloat(index.y);
}
`;

/** Out, one row per slot: weights and both moments after the AdamW step with the summed gradient. */
export const STEP = `${HEADER}
uniform sampler2D weights, firstMoment, secondMoment, gradient;
uniform isampler2D positions, slots;
uniform int texelsPerRow, tableRowsPerLine, batchRowsPerLine, indexWidth, slotCount;
uniform float rate, rootScale, beta1, beta2, epsilon, keep;
layout(location = 0) out vec4 newWeights;
layout(location = 1) out vec4 newFirst;
layout(location = 2) out vec4 newSecond;

void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  int slot = at.y * batchRowsPerLine + at.x / texelsPerRow;
  if (slot >= slotCount) discard;
  int texel = at.x % texelsPerRow;
  ivec4 index = texelFetch(slots, ivec2(slot % indexWidth, slot / indexWidth), 0);
  vec4 g = vec4(0.0);
  for (int k = index.z; k < index.w; k++) {
    int position = texelFetch(positions, ivec2(k % indexWidth, k / indexWidth), 0).z;
    g += texelFetch(gradient, texelOf(position, texel, texelsPerRow, batchRowsPerLine), 0);
  }
  ivec2 place = texelOf(index.x, texel, texelsPerRow, tableRowsPerLine);
  newFirst = beta1 * texelFetch(firstMoment, place, 0) + (1.0 - beta1) * g;
  newSecond = beta2 * texelFetch(secondMoment, place, 0) + (1.0 - beta2) * g * g;
  vec4 kept = texelFetch(weights, place, 0) * (intBitsToFloat(index.y) * keep);
  newWeights = kept - rate * newFirst / (sqrt(newSecond) * rootScale + epsilon);
}
`;

/** One rectangle per slot, over the slot's row in the table. */
export const SCATTER_VERTEX = `${HEADER}
uniform isampler2D slots;
uniform int texelsPerRow, tableRowsPerLine, indexWidth;
uniform vec2 tableSize;
flat out int slot;
flat out int firstTexel;

void main() {
  slot = gl_InstanceID;
  int row = texelFetch(slots, ivec2(slot % indexWidth, slot / indexWidth), 0).x;
  ivec2 corner = texelOf(row, 0, texelsPerRow, tableRowsPerLine);
  firstTexel = corner.x;
  vec2 point = vec2(corner) + vec2((gl_VertexID & 1) * texelsPerRow, gl_VertexID >> 1);
  gl_Position = vec4(point / tableSize * 2.0 - 1.0, 0.0, 1.0);
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
