import als from "./als.py?raw";
import data from "./data.py?raw";
import files from "./files.py?raw";
import model from "./model.py?raw";
import posterior from "./posterior.py?raw";
import recipe from "./recipe.py?raw";
import train from "./train.py?raw";

/** The scripts that go along, by name: train.py and als.py are run, the others are theirs. */
export const SCRIPTS: Readonly<Record<string, string>> = {
  "train.py": train,
  "als.py": als,
  "model.py": model,
  "data.py": data,
  "recipe.py": recipe,
  "posterior.py": posterior,
  "files.py": files,
};
