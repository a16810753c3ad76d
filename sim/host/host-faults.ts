/** What is broken in a host at the moment. A fault is switched on and off from outside; nothing here heals by itself. */
export interface HostFaults {
  /** Commands to the security processor of an AMD host fail: no guest can be launched, nothing is flushed, no SNP guest let go. */
  pspFails: boolean;
  /** DF_FLUSH fails: pending ASIDs stay pending, and a start that needs one is refused. */
  flushFails: boolean;
  /** SNP_DECOMMISSION and TDH.MNG.KEY.FREEID fail: a guest that ends takes its key ID with it. */
  releaseFails: boolean;
}

/** A host without faults. */
export function noFaults(): HostFaults {
  return { pspFails: false, flushFails: false, releaseFails: false };
}
