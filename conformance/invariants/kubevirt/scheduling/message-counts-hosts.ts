/**
 * Checks: the message begins with "0/N nodes are available: ".
 * Does not check: the reasons (message-tallies-reasons).
 * Source: Kubernetes pkg/scheduler/framework/types.go (FitError)
 */
import { messageCountsNodes } from '../../scheduler-judges.js';

/** Judge of `kubevirt/scheduling/message-counts-hosts`. */
export const messageCountsHosts = messageCountsNodes('kubevirt/scheduling/message-counts-hosts');
