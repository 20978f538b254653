import { Boxes, ChartScatter, FolderOutput } from "lucide-react";
import { selectRun } from "../../studio/selectors";
import { useStore } from "../../studio/store";
import { ExportEntry } from "./ExportEntry";
import { elsewhereFormat, embeddingsFormat, modelFormat } from "./exportWords";

/** The weights in open formats. */
export function ModelEntry() {
  const data = useStore((state) => state.data);
  const run = useStore(selectRun);
  return (
    <ExportEntry
      kind="model"
      icon={Boxes}
      name="Weights"
      about="For developers: every table and layer of the selected run as safetensors, with the ids, the settings and how a prediction is computed. It holds your user ids."
      format={modelFormat(data, run)}
      action="Save weights"
      disabled={!run?.result}
    />
  );
}

export function EmbeddingsEntry() {
  const data = useStore((state) => state.data);
  const run = useStore(selectRun);
  return (
    <ExportEntry
      kind="embeddings"
      icon={ChartScatter}
      name="Embeddings"
      about="For the TensorFlow Embedding Projector: vectors and metadata of products and of users, up to 100,000 of each."
      format={embeddingsFormat(data, run)}
      action="Save vectors"
      disabled={!run?.result}
    />
  );
}

export function ElsewhereEntry() {
  const data = useStore((state) => state.data);
  const run = useStore(selectRun);
  return (
    <ExportEntry
      kind="elsewhere"
      icon={FolderOutput}
      name="Continue elsewhere"
      about="When ratings outgrow this tab: all accepted ratings with their split, the settings, and ready scripts for PyTorch and Spark. What they train opens here again. It holds your user ids."
      format={elsewhereFormat(data, run)}
      action="Save folder"
      disabled={!data}
    />
  );
}
