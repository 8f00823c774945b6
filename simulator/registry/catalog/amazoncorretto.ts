import { family } from './form/image.ts';
import { corretto } from './java.ts';

export default family('amazoncorretto', {
  'latest 8 8-al2': () => corretto('8.472', { amazon: '2' }),
  '11 11-al2023': () => corretto('11.0.29', { amazon: '2023' }),
  '17 17-al2023': () => corretto('17.0.17', { amazon: '2023' }),
  '21 21-al2023': () => corretto('21.0.9', { amazon: '2023' }),
  '25 25-al2023': () => corretto('25.0.1', { amazon: '2023' }),
  '8-alpine': () => corretto('8.472', { alpine: '3.22' }),
  '11-alpine': () => corretto('11.0.29', { alpine: '3.22' }),
  '17-alpine': () => corretto('17.0.17', { alpine: '3.22' }),
  '21-alpine': () => corretto('21.0.9', { alpine: '3.22' }),
});
