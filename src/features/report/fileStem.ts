/** The data's name without its ending, as files about it are called. */
export function dataStem(name: string): string {
  return name.replace(/\.\w+$/, "");
}
