/** What is broken in a host at the moment. A fault is switched on and off from outside; nothing here heals by itself. */
export interface HostFaults {
  /** DF_FLUSH fails: pending ASIDs stay pending, and a start that needs one is refused. */
  flushFails: boolean;
  /** SNP_DECOMMISSION and TDH.MNG.KEY.FREEID fail: a guest that ends takes its key ID with it. */
  releaseFails: boolean;
}

/** A host without faults. */
export function noFaults(): HostFaults {
  return { flushFails: false, releaseFails: false };
}
