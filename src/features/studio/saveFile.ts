/** Hand a file to the browser as a download. */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // Some browsers read the blob only after a while, and nothing tells when they did.
  setTimeout(() => URL.revokeObjectURL(url), 40_000);
}
