/** The data's name without its ending, as files about it are called. */
export function fileStem(name: string): string {
  return name.replace(/\.\w+$/, "");
}
