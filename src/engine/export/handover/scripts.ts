import als from "../../../../python/als.py?raw";
import data from "../../../../python/data.py?raw";
import files from "../../../../python/files.py?raw";
import model from "../../../../python/model.py?raw";
import posterior from "../../../../python/posterior.py?raw";
import recipe from "../../../../python/recipe.py?raw";
import train from "../../../../python/train.py?raw";

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
