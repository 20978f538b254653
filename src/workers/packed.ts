import { inflateSync } from "fflate";

/**
 * A worker whose code is in the page, as deflated text in Base64: what the build of the single file makes of Vite's worker
 * modules. It is a classic worker, because one made of a module and a blob fails silently on a page from a folder.
 */
export function packedWorker(packed: string) {
  let address = "";
  return function PackedWorker({ name }: { name?: string } = {}): Worker {
    // Unpacked at the first start; a worker that is started anew has its code at hand.
    address ||= URL.createObjectURL(new Blob([unpack(packed)], { type: "text/javascript" }));
    return new Worker(address, { name });
  };
}

function unpack(packed: string): Uint8Array<ArrayBuffer> {
  return inflateSync(Uint8Array.from(atob(packed), (char) => char.charCodeAt(0)));
}
