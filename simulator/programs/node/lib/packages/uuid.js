/** The npm package `uuid`. */
const { randomUUID } = require('crypto');
const PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
module.exports = {
  v4: () => randomUUID(),
  v1: () => randomUUID(),
  v7: () => randomUUID(),
  validate: (text) => PATTERN.test(text),
  NIL: '00000000-0000-0000-0000-000000000000',
};
