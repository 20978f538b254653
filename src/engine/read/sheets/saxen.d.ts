/** The part of saxen that is used: it comes without types. */
declare module "saxen" {
  type Decode = (text: string) => string;

  export class Parser {
    on(event: "openTag", take: (name: string, attributes: () => Record<string, string> | false) => void): this;
    on(event: "closeTag", take: (name: string) => void): this;
    on(event: "text", take: (text: string, decode: Decode) => void): this;
    on(event: "cdata", take: (text: string) => void): this;
    on(event: "error", take: (error: Error) => void): this;
    /** Text may be cut anywhere: what is not complete waits for the next. */
    write(xml: string): this;
    end(): Error | undefined;
  }

  /** Text with &amp; and the like as what they stand for. */
  export const decode: Decode;
}
