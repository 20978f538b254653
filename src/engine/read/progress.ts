/** Progress of reading, at least five times a second. */
export interface ReadProgress {
  bytesRead: number;
  bytesTotal: number;
  records: number;
  recordsPerSecond: number;
  secondsLeft: number;
}
