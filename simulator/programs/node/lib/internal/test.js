/** `node:test` is not simulated. */
const { notSimulated } = require('internal/errors');
module.exports = () => {
  throw notSimulated('node:test');
};
