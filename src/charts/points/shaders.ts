import { FADED_POINT, HIDDEN_POINT, SHAPES } from "./types";

/** Groups without one, eight with a hue, and all others. */
export const MOST_HUES = 10;

export const VERTEX = `#version 300 es
in vec2 to;
in vec2 from;
in float group;
in float state;
uniform float share;
uniform vec2 scale;
uniform vec2 offset;
uniform float size;
uniform vec3 fills[${MOST_HUES}];
uniform vec3 lines[${MOST_HUES}];
flat out vec4 fill;
flat out vec4 line;
flat out int shape;
flat out float pixel;

void main() {
  gl_Position = vec4(mix(from, to, share) * scale + offset, 0.0, 1.0);
  int index = int(group);
  float opacity = int(state) == ${FADED_POINT} ? 0.16 : 0.9;
  fill = vec4(fills[index], opacity);
  line = vec4(lines[index], int(state) == ${FADED_POINT} ? 0.24 : 1.0);
  shape = index < ${SHAPES.length} ? index : 0;
  pixel = 2.0 / size;
  gl_PointSize = int(state) == ${HIDDEN_POINT} ? 0.0 : size;
  if (int(state) == ${HIDDEN_POINT}) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
}`;

/** Distances to a shape's edge, below 0 inside; the point's square goes from -1 to 1. */
export const FRAGMENT = `#version 300 es
precision mediump float;
flat in vec4 fill;
flat in vec4 line;
flat in int shape;
flat in float pixel;
out vec4 colour;

float bar(vec2 p) {
  return max(abs(p.x) - 0.9, abs(p.y) - 0.3);
}

float edge(vec2 p) {
  if (shape == 2) return max(abs(p.x), abs(p.y)) - 0.72;
  if (shape == 3 || shape == 6) {
    float y = shape == 3 ? p.y + 0.2 : -p.y + 0.2;
    return max(abs(p.x) * 0.866 + y * 0.5, -y) - 0.52;
  }
  if (shape == 4) return (abs(p.x) + abs(p.y)) * 0.7071 - 0.66;
  if (shape == 5) return min(bar(p), bar(p.yx));
  if (shape == 7) {
    vec2 q = vec2(p.x + p.y, p.x - p.y) * 0.7071;
    return min(bar(q), bar(q.yx));
  }
  if (shape == 8) return abs(length(p) - 0.6) - 0.26;
  return length(p) - 0.82;
}

void main() {
  vec2 p = vec2(gl_PointCoord.x, 1.0 - gl_PointCoord.y) * 2.0 - 1.0;
  // Of a point of few pixels no shape is seen; it is drawn so that many at one place are darker than one.
  bool isSmall = pixel > 0.4;
  float d = isSmall ? length(p) - 0.9 : edge(p);
  float inside = 1.0 - smoothstep(-0.5 * pixel, 0.5 * pixel, d);
  if (inside <= 0.0) discard;
  float rim = smoothstep(-1.5 * pixel, -0.5 * pixel, d);
  vec4 mixed = isSmall ? vec4(line.rgb, (pixel > 0.6 ? 0.35 : 0.7) * fill.a) : mix(fill, line, rim);
  float alpha = mixed.a * inside;
  colour = vec4(mixed.rgb * alpha, alpha);
}`;
