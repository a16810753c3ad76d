/** What a call of Nova gave back, or the exception it raised. */
export type Told<Value> = { readonly value: Value } | { readonly error: string; readonly message: string };

/** Answer to `detect`: what each property said, and where the second answer was another. */
export interface Detected {
  readonly first: Readonly<Record<string, Told<boolean | number | null>>>;
  readonly again: Readonly<Record<string, Told<boolean | number | null>>>;
  readonly machines: Told<readonly string[]>;
  /** libvirt is new enough for stateless firmware. */
  readonly stateless: boolean;
}

/** A resource provider; of its inventory only contexts of memory encryption. */
export interface ToldProvider {
  readonly name: string;
  readonly parent: string | null;
  readonly inventory: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly traits: readonly string[];
}

/** One refresh: the tree it left, or why it failed; `traits` are those of the driver's capabilities. */
export type Refreshed = { readonly traits: Told<readonly string[]> } & (
  | { readonly error: string; readonly message: string }
  | {
      readonly tree: readonly ToldProvider[];
      readonly allocations: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, number>>>>>>;
      /** Allocations were handed over. */
      readonly moved: boolean;
    }
);

/** Answer to `providers`. */
export interface Reported {
  readonly steps: readonly Refreshed[];
}

/** What the API says to a request that is refused. */
type Refused = { readonly error: string; readonly message: string; readonly status: number };

/** Answer to `request`. A value is the model; older releases say true and false. `api` is what the API says to all of it. */
export type Checked = { readonly api: { readonly value: null } | Refused } & (
  | { readonly image: { readonly error: string; readonly message: string } }
  | {
      readonly image?: undefined;
      readonly encryption: { readonly value: string | boolean | null } | Refused;
      readonly stateless: Told<boolean | null>;
      readonly locked: Told<boolean | null>;
      readonly secureBoot: Told<string | null>;
    }
);

/** Answer to `translate`: groups by suffix, the ordinary one under the empty name. */
export type Translated = Told<{
  readonly groups: Readonly<
    Record<
      string,
      {
        readonly resources: Readonly<Record<string, number>>;
        readonly required: readonly string[];
        readonly forbidden: readonly string[];
      }
    >
  >;
  readonly query: string;
  readonly pinned: boolean;
}>;

/** Answer to `place`: what placement said to each step. */
export interface Placed {
  /** Providers it did not take. */
  readonly providers: readonly PlacementReply[];
  readonly steps: readonly PlacementReply[];
}

/** One reply of placement; or the exception by which Nova asked nothing. */
export interface PlacementReply {
  readonly status?: number;
  readonly code?: string;
  readonly message?: string;
  readonly error?: string;
  readonly candidates?: readonly Readonly<Record<string, Readonly<Record<string, number>>>>[];
  readonly usages?: Readonly<Record<string, number>>;
}
