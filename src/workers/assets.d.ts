declare module "*.wasm?url" {
  /** The address of the file in the built site. */
  const url: string;
  export default url;
}
