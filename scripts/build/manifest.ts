/** The installed site's icons, drawn by `npm run icons`; a maskable one is for systems that cut icons to a shape. */
export const ICONS = [
  { src: "icon-192.png", sizes: "192x192", type: "image/png", purpose: "any" },
  { src: "icon-512.png", sizes: "512x512", type: "image/png", purpose: "any" },
  { src: "icon-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
];

/** What a browser shows of the site once it is installed. Its addresses are relative: it lies in any folder of any host. */
export const MANIFEST = {
  name: "CollabNN Studio",
  short_name: "CollabNN",
  description: "Train a neural recommender on your own ratings file, in this browser.",
  lang: "en",
  start_url: "./",
  scope: "./",
  display: "standalone" as const,
  background_color: "#ffffff",
  theme_color: "#16181d",
  icons: ICONS,
};
