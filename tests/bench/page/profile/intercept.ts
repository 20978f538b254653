/** Put `wrap(original)` in the place of a method, of one object or of a class's prototype. */
export function intercept<T extends object, K extends keyof T>(target: T, name: K, wrap: (original: T[K]) => T[K]) {
  target[name] = wrap(target[name]);
}
