const PART = 8 * 1024 ** 2;

/** Bytes as a Blob: they are handed to the browser as they come, so that they do not fill the worker's memory. */
export class GrowingBlob {
  private readonly parts: Blob[] = [];
  private fresh: Uint8Array[] = [];
  private freshBytes = 0;

  /** The bytes must not change afterwards. */
  push(bytes: Uint8Array): void {
    this.fresh.push(bytes);
    this.freshBytes += bytes.length;
    if (this.freshBytes > PART) this.flush();
  }

  blob(type = ""): Blob {
    this.flush();
    return new Blob(this.parts, { type });
  }

  private flush(): void {
    this.parts.push(new Blob(this.fresh as BlobPart[]));
    this.fresh = [];
    this.freshBytes = 0;
  }
}
