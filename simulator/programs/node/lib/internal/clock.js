/** Simulated time of this process, in milliseconds. */
let read = () => 0;
let origin = 0;
module.exports = {
  connect(call, started) {
    read = call;
    origin = started;
  },
  /** Since the process began, with fractions. */
  now: () => read('now') - origin,
  epoch: () => read('now'),
  origin: () => origin,
};
