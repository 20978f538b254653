/** What a slice of the state holds, without its actions. */
export type Values<Slice> = {
  [Key in keyof Slice as Slice[Key] extends (...args: never[]) => unknown ? never : Key]: Slice[Key];
};

/** The actions of a slice. */
export type Actions<Slice> = Omit<Slice, keyof Values<Slice>>;

/** Changes a slice, whatever else the state holds. */
export type SetSlice<Slice> = (change: Partial<Slice> | ((slice: Slice) => Partial<Slice>)) => void;
