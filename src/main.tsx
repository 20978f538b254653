import "@fontsource-variable/inter";
import "@mantine/core/styles.css";
import "./theme/global.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { startVisit } from "./features/studio/start";
import { useStore } from "./features/studio/store";

const root = document.getElementById("root");
if (!root) throw new Error("The page has no element to show the studio in.");
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
void startVisit(useStore);
