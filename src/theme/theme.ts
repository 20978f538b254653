import {
  ActionIcon,
  Button,
  Checkbox,
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  Modal,
  NumberInput,
  Radio,
  Select,
  Tooltip,
  type VariantColorsResolver,
} from "@mantine/core";
import { cssVariables, PALETTES, type Palette } from "./colors";

/** Ink on a ramp from near-white to near-black: the accent is the last step on white, the first on black. */
const ink: MantineColorsTuple = [
  PALETTES.dark.ink,
  "#dcdfe4",
  "#c3c8d0",
  "#a3aab5",
  "#808894",
  "#636b77",
  "#4a5464",
  "#343b47",
  "#232831",
  PALETTES.light.ink,
];

/** Greys of Mantine's own controls on the dark ground: text first, ground eighth. */
const dark: MantineColorsTuple = [
  PALETTES.dark.ink,
  "#c9ced6",
  PALETTES.dark.muted,
  "#7c838d",
  "#3a4048",
  "#23282d",
  "#191d21",
  PALETTES.dark.ground,
  "#0c0e10",
  "#08090a",
];

/** Filled controls are ink with the ground's colour on them: black on white, white on black. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input);
  if (input.variant !== "filled" || (input.color && input.color !== "ink")) return colors;
  const hover = "color-mix(in srgb, var(--ink) 84%, var(--ground))";
  return { ...colors, background: "var(--ink)", hover, color: "var(--ground)" };
};

export const theme = createTheme({
  primaryColor: "ink",
  colors: { ink, dark },
  primaryShade: { light: 9, dark: 0 },
  variantColorResolver,
  fontFamily: '"Inter Variable", system-ui, sans-serif',
  fontSizes: { xs: "12px", sm: "13px", md: "14px", lg: "16px", xl: "20px" },
  headings: {
    fontWeight: "600",
    sizes: { h1: { fontSize: "20px", lineHeight: "28px" }, h2: { fontSize: "16px", lineHeight: "24px" } },
  },
  spacing: { xs: "4px", sm: "8px", md: "12px", lg: "16px", xl: "24px" },
  radius: { xs: "4px", sm: "6px", md: "8px", lg: "12px", xl: "16px" },
  defaultRadius: "md",
  respectReducedMotion: true,
  cursorType: "pointer",
  components: {
    Button: Button.extend({ defaultProps: { size: "sm" }, styles: { label: { fontWeight: 550 } } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: "subtle" } }),
    Select: Select.extend({ defaultProps: { size: "sm", allowDeselect: false, comboboxProps: { shadow: "none" } } }),
    Modal: Modal.extend({
      defaultProps: { radius: "lg", padding: "lg", shadow: "none", centered: true },
      styles: { content: { border: "1px solid var(--hairline)" }, title: { fontSize: 16, fontWeight: 600 } },
    }),
    NumberInput: NumberInput.extend({ defaultProps: { size: "sm" } }),
    Checkbox: Checkbox.extend({ defaultProps: { iconColor: "var(--ground)" } }),
    Radio: Radio.extend({ defaultProps: { iconColor: "var(--ground)" } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 300, multiline: true, maw: 280 } }),
  },
});

function variables(palette: Palette): Record<string, string> {
  return {
    ...cssVariables(palette),
    "--mantine-color-body": palette.ground,
    "--mantine-color-text": palette.ink,
    "--mantine-color-dimmed": palette.muted,
    "--mantine-color-placeholder": palette.muted,
    "--mantine-color-default-border": palette.hairline,
    "--mantine-color-error": palette.bad.line,
  };
}

/** Both palettes as CSS variables, for Mantine's controls and for our own. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: variables(PALETTES.light),
  dark: variables(PALETTES.dark),
});
