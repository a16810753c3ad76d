/**
 * Checks: the message begins with "0/N nodes are available: ".
 * Does not check: the reasons.
 * Source: Kubernetes pkg/scheduler/framework/types.go (FitError)
 */
import { messageCountsNodes } from '../../scheduler-judges.js';

/** Judge of `kata/scheduling/message-counts-hosts`. */
export const kataSchedulingMessageCountsHosts = messageCountsNodes('kata/scheduling/message-counts-hosts');
