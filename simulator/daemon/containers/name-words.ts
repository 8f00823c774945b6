/** The words of generated names: a mood and the surname of someone who moved computing or science on. */
export const ADJECTIVES: readonly string[] = (
  'agile amber ample ardent astute balmy blithe bold brave breezy bright brisk calm candid careful cheerful chipper ' +
  'civil clear clever cosmic courtly cozy crisp curious daring deft eager earnest elated fair fearless festive fine ' +
  'fluent fond frank fresh friendly gallant generous gentle genial glad gleeful golden graceful grand grateful hardy ' +
  'hearty helpful honest hopeful humble jolly jovial joyful keen kind lively logical loyal lucid lucky mellow merry ' +
  'mighty mindful modest neat nimble noble patient peaceful placid playful pleasant plucky polite practical precise ' +
  'prompt proud quick quiet radiant ready robust rosy serene sharp sincere smart snug sober solid spry stable steady ' +
  'sterling stoic strong sturdy sunny supple swift tender thorough thrifty tidy tranquil trusty upbeat valiant ' +
  'vibrant vivid warm wise witty zany zesty'
).split(' ');

export const SURNAMES: readonly string[] = (
  'abel adleman agnesi aiken allen ampere anning apgar arago archimedes aryabhata avogadro babbage backus banting ' +
  'bardeen bartik bassi becquerel bell bernoulli bessel blackburn bohr bolzano boole borg bose boyle brahe brahmagupta ' +
  'brattain brooks buck cannon cantor carson cauchy cavendish celsius cerf chandrasekhar chomsky church clarke codd ' +
  'cori coulomb cray curie dahl dalton darwin davisson descartes diffie dijkstra dirac doppler easley edison einstein ' +
  'engelbart eratosthenes erdos estrin euclid euler fahrenheit faraday feinler fermat fermi feynman fibonacci fleming ' +
  'floyd fourier franklin fresnel galilei galois gates gauss germain gibbs goedel goldberg goldwasser goodall gosling ' +
  'hamilton hamming hawking heaviside heisenberg hellman henry hermann herschel hertz hilbert hoare hodgkin holberton ' +
  'hopper huffman huygens hypatia iverson jacobi jennings johnson joule kahn kalam kalman kapitsa kare karp kay keller ' +
  'kelvin kepler kernighan khorana kilby kleene knuth kolmogorov kovalevskaya lagrange lamarr lamport landau laplace ' +
  'leavitt lee leibniz liskov lovelace lorenz mach markov maxwell mayer mcarthy mccarthy mcclintock mcnulty meitner ' +
  'mendel mendeleev metcalfe milner minsky mirzakhani moore morse naur napier nash newell newton nightingale nobel ' +
  'noether northcutt noyce ohm pascal pasteur pauli payne peano perlman perlis pike planck poincare pythagoras raman ' +
  'ramanujan ride riemann ritchie rivest rosalind rubin russell rutherford sammet saha scott shamir shannon shaw ' +
  'shirley shockley simon snyder spence stallman steele stroustrup sutherland swanson tarjan tesla thompson torvalds ' +
  'turing ullman varahamihira vaughan villani volta wescoff wiles wilkes wilkinson wing wirth wozniak wright wu yalow ' +
  'yang yao yonath zuse'
).split(' ');
