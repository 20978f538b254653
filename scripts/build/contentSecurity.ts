import { createHash } from "node:crypto";
import type { Plugin } from "vite";

type Policy = Record<string, string>;

function text(policy: Policy): string {
  return Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join("; ");
}

/** What the built site may do: use its own files, compile WebAssembly, and nothing else. */
export const SITE_POLICY = text({
  "default-src": "'none'",
  "script-src": "'self' 'wasm-unsafe-eval'",
  "worker-src": "'self' blob:",
  "style-src": "'self' 'unsafe-inline'",
  "img-src": "'self' blob: data:",
  "font-src": "'self'",
  "connect-src": "'self'",
  "manifest-src": "'self'",
  "base-uri": "'none'",
  "form-action": "'none'",
});

/** What the single file may do: run exactly the scripts that it holds, and connect to nothing at all. */
export function singleFilePolicy(scripts: string[]): string {
  const hashes = scripts.map((script) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`);
  return text({
    "default-src": "'none'",
    "script-src": [...hashes, "'wasm-unsafe-eval'"].join(" "),
    "worker-src": "blob:",
    "style-src": "'unsafe-inline'",
    "img-src": "blob: data:",
    "font-src": "data:",
    "connect-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
  });
}

/** The page with this policy, before anything that it could forbid. */
export function withPolicy(html: string, policy: string): string {
  return html.replace(
    /<meta charset=[^>]*>/,
    (charset) => `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`,
  );
}

/** Puts the policy into the built site; the dev server inlines scripts of its own, which it would forbid. */
export function contentSecurity(): Plugin {
  return {
    name: "content-security",
    apply: "build",
    transformIndexHtml: { order: "post", handler: (html) => withPolicy(html, SITE_POLICY) },
  };
}
