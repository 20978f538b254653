import type { Random } from "../../../domain/random";

/** Categories of the marketBias electronics data, with shares as of such a shop, and what their products are called. */
export const CATEGORIES: readonly { name: string; weight: number; nouns: readonly string[] }[] = [
  { name: "Headphones", weight: 24, nouns: ["Headphones", "Earbuds", "Headset", "Earphones"] },
  { name: "Computers & Accessories", weight: 22, nouns: ["Keyboard", "Mouse", "Laptop Sleeve", "USB Hub", "Webcam"] },
  { name: "Camera & Photo", weight: 13, nouns: ["Camera", "Tripod", "Lens Kit", "Camera Bag", "Flash"] },
  { name: "Accessories & Supplies", weight: 11, nouns: ["Cable", "Charger", "Battery Pack", "Adapter"] },
  { name: "Portable Audio & Video", weight: 9, nouns: ["Speaker", "Music Player", "Radio", "Media Player"] },
  { name: "Television & Video", weight: 6, nouns: ["Television", "Streaming Stick", "Projector", "Wall Mount"] },
  { name: "Home Audio", weight: 5, nouns: ["Soundbar", "Turntable", "Bookshelf Speakers", "Receiver"] },
  { name: "Security & Surveillance", weight: 4, nouns: ["Security Camera", "Doorbell", "Motion Sensor"] },
  { name: "Car Electronics & GPS", weight: 3, nouns: ["Dash Camera", "Navigator", "Car Stereo", "Phone Mount"] },
  { name: "Wearable Technology", weight: 3, nouns: ["Smartwatch", "Fitness Band", "Sleep Tracker"] },
];

/** Invented makers. */
export const BRANDS: readonly string[] = [
  ..."Norvik Aurelo Kestrune Velmont Tarsin Ombria Lumetra Sonivar Brackwell Quorvane Halden Pirova Zentrel".split(" "),
  ..."Mirasund Corvex Tellano Ashgrove Ferrowick Nimbrel Oakline Polvane Rastel Silvaro Trevanta Ulmera Vantiq".split(
    " ",
  ),
  ..."Wrenfield Xandor Ylva Zephrin Arkello Belmarque Caldris Dovrel Elmsby Fjordal Granby Helvaro Istrel".split(" "),
];

const LINES: readonly string[] = [
  ..."Pulse Aria Drift Nova Echo Stride Vista Halo Ember Cobalt Summit Breeze Orbit Prism Tempo Quill Harbor".split(
    " ",
  ),
  ..."Lyric Atlas Comet Ridge Willow Flint Mosaic Zenith Juniper Onyx Sable Tundra Vale".split(" "),
];

/** A readable name that no product has yet: "Norvik Pulse 300 Headphones". Enters it into `taken`. */
export function productName(random: Random, brand: string, noun: string, taken: Set<string>): string {
  for (;;) {
    const line = LINES[random.integer(LINES.length)];
    const model = (1 + random.integer(99)) * 10;
    const name = `${brand} ${line} ${model} ${noun}`;
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}
