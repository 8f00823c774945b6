/** Web streams are not simulated; their names are there. */
const { notSimulated } = require('internal/errors');
const refuse = (name) =>
  class {
    constructor() {
      throw notSimulated(name);
    }
  };
module.exports = {
  ReadableStream: refuse('ReadableStream'),
  WritableStream: refuse('WritableStream'),
  TransformStream: refuse('TransformStream'),
};
