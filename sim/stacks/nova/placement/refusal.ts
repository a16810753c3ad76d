/** The placement service would not do it. */
export interface PlacementRefusal {
  /** Status of its reply. */
  readonly status: 400 | 409;
  /** `code` of its error. Source: placement `placement/errors.py`. */
  readonly code:
    | 'placement.undefined_code'
    | 'placement.concurrent_update'
    | 'placement.inventory.inuse'
    | 'placement.resource_provider.inuse';
  readonly detail: string;
}
