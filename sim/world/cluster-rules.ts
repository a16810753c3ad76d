/**
 * What the parts of an orchestrator owe one another whatever the subject decides. All of it shows only where they work side by side
 * (`Case.interleaving`). A mutant of the cluster breaks one.
 */
export interface ClusterRules {
  /** The scheduler counts a pod from the moment it has bound it, not only from when the kubelet has taken it. */
  readonly countsBoundPods: boolean;
  /** The kubelet gives back what a pod holds when its processes are gone, not as soon as it is told to end. */
  readonly keepsDevicesToTheEnd: boolean;
  /** News that comes twice is acted upon once. */
  readonly actsOnceOnRepeatedNews: boolean;
  /** News that was lost is found by looking at everything again. */
  readonly looksForLostNews: boolean;
  /** What libvirtd was to start when it was restarted is reported as not started. */
  readonly remembersStarts: boolean;
  /** An agent that comes back tells of guests that were started before it could. */
  readonly findsStartedGuests: boolean;
  /** A guest that is to end while it is being started is stopped after its start. */
  readonly stopsWhatIsStarting: boolean;
  /** A certificate tells the truth. */
  readonly certifiesHonestly: boolean;
}

/** Everybody keeps his part. */
export const rightRules: ClusterRules = {
  countsBoundPods: true,
  keepsDevicesToTheEnd: true,
  actsOnceOnRepeatedNews: true,
  looksForLostNews: true,
  remembersStarts: true,
  findsStartedGuests: true,
  stopsWhatIsStarting: true,
  certifiesHonestly: true,
};
