import { SafetensorsError, type SafetensorsFile } from "../workspace/safetensors";

/** Tensors of an exported model under a prefix, each of the kind and shape that is asked for. */
export class TensorReader {
  constructor(
    private readonly file: SafetensorsFile,
    readonly prefix = "",
  ) {}

  /** The tensors of a part of the model. */
  within(prefix: string): TensorReader {
    return new TensorReader(this.file, this.prefix + prefix);
  }

  has(name: string): boolean {
    return this.file.has(this.prefix + name);
  }

  /** Row of each id: 1, 2, … where the file does not say. */
  async rows(side: "users" | "products", count: number): Promise<Int32Array> {
    if (!this.has(`${side}.row`)) return Int32Array.from({ length: count }, (_, code) => code + 1);
    return this.integers(`${side}.row`, count);
  }

  /** @throws SafetensorsError for a tensor that is not one of so many 32-bit integers; null for any number. */
  async integers(name: string, count: number | null): Promise<Int32Array> {
    const full = this.prefix + name;
    const { shape, values } = await this.file.tensor(full);
    if (!(values instanceof Int32Array))
      throw new SafetensorsError(`its tensor ${full} is not of 32-bit integers (I32)`);
    if (shape.length !== 1 || (count !== null && values.length !== count)) {
      throw new SafetensorsError(`its tensor ${full} has ${values.length} rows for ${count ?? "as many"} ids`);
    }
    return values;
  }

  async vector(name: string, length: number | null = null): Promise<Float32Array> {
    return (await this.floats(name, [length])).values;
  }

  /** The same as float64. */
  async doubles(name: string, length: number): Promise<Float64Array> {
    return Float64Array.from((await this.numbers(name, [length])).values);
  }

  /** Floats of a tensor, whose shape has to be this one; null for any length. */
  async floats(name: string, expected: readonly (number | null)[]) {
    const { shape, values } = await this.numbers(name, expected);
    return { shape, values: values instanceof Float32Array ? values : Float32Array.from(values) };
  }

  /** Factors and, where there is one, the bias of each row, padded: rows × width. */
  async table(name: string, biasName: string | null, factors: number, width: number): Promise<Float32Array> {
    const { shape, values } = await this.floats(name, [null, factors]);
    const bias = biasName === null ? null : await this.vector(biasName, shape[0]);
    const table = new Float32Array(shape[0] * width);
    for (let row = 0; row < shape[0]; row++) {
      table.set(values.subarray(row * factors, (row + 1) * factors), row * width);
      if (bias) table[row * width + factors] = bias[row];
    }
    return table;
  }

  private async numbers(name: string, expected: readonly (number | null)[]) {
    const full = this.prefix + name;
    const { shape, values } = await this.file.tensor(full);
    if (!(values instanceof Float32Array || values instanceof Float64Array)) {
      throw new SafetensorsError(`its tensor ${full} is not of floats (F32 or F64)`);
    }
    if (shape.length !== expected.length || shape.some((length, i) => expected[i] !== null && length !== expected[i])) {
      const wanted = expected.map((length) => length ?? "rows").join(", ");
      throw new SafetensorsError(`its tensor ${full} has the shape [${shape.join(", ")}], and should have [${wanted}]`);
    }
    return { shape, values };
  }
}
