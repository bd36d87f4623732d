"""The peers of benchmarks/compare.sh, each in its best form: data in memory, batched where it gains, warmed up.

Called as `peers.py NAME key=value...`; prints `seconds VALUE`, the best time for one unit of work (a clip, a folder), or
`missing REASON` where a module is not installed.
"""
import io
import os
import sys
import time

ARGUMENTS = dict(part.split("=", 1) for part in sys.argv[2:])
THREADS = ARGUMENTS.get("threads", "1")
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ[name] = THREADS


def best(work, seconds=2.0, units=1):
    """Best time per unit of `work`, run at least 5 times and for `seconds`, after a warm-up."""
    work()
    fastest, began, runs = float("inf"), time.perf_counter(), 0
    while runs < 5 or time.perf_counter() - began < seconds:
        start = time.perf_counter()
        work()
        fastest = min(fastest, time.perf_counter() - start)
        runs += 1
    return fastest / units


def clip():
    import numpy
    return numpy.load(ARGUMENTS["clip"]).astype("float32")


def torch_clip():
    import torch
    torch.set_num_threads(int(THREADS))
    torch.set_grad_enabled(False)
    return torch.from_numpy(clip())


def best_batch(work):
    """The best time per clip over batch sizes: a batch amortises overhead until it leaves the cache."""
    one = torch_clip()
    times = []
    for size in (1, 4, 16, 64):
        batch = one.repeat(size, 1)
        times.append(best(lambda: work(batch), 1.0, size))
    return min(times)


def integer(name):
    return int(ARGUMENTS[name])


def mfcc():
    import torchaudio
    transform = torchaudio.transforms.MFCC(
        sample_rate=16000, n_mfcc=40, melkwargs=dict(
            n_fft=integer("n_fft"), hop_length=integer("hop"), n_mels=128, norm="slaney", mel_scale="slaney",
            pad_mode="constant"))
    return best_batch(transform)


def stft():
    import torch
    window = torch.hann_window(integer("n_fft"))
    return best_batch(lambda batch: torch.stft(
        batch, integer("n_fft"), integer("hop"), window=window, center=True, pad_mode="constant", return_complex=True))


def log_mel():
    import torch
    import torchaudio
    one = torch_clip()
    power = torchaudio.transforms.Spectrogram(n_fft=integer("n_fft"), hop_length=integer("hop"))(one)
    mel = torchaudio.transforms.MelScale(
        n_mels=128, sample_rate=16000, n_stft=integer("n_fft") // 2 + 1, norm="slaney", mel_scale="slaney")
    decibels = torchaudio.transforms.AmplitudeToDB("power", top_db=80)
    times = []
    for size in (1, 4, 16):
        batch = power.repeat(size, 1, 1)
        times.append(best(lambda: decibels(mel(batch)), 1.0, size))
    return min(times)


def resample_torchaudio():
    import torchaudio
    transform = torchaudio.transforms.Resample(
        integer("from"), integer("to"), resampling_method="kaiser_window", lowpass_filter_width=64)
    return best_batch(transform)


def resample_resampy():
    import resampy
    samples = clip()
    return best(lambda: resampy.resample(samples, integer("from"), integer("to"), filter="kaiser_best"))


def flac_decode():
    import soundfile
    contents = [open(path, "rb").read() for path in files()]

    def work():
        for content in contents:
            soundfile.read(io.BytesIO(content), dtype="float32")
    return best(work, 1.0)


def files():
    folder = ARGUMENTS["folder"]
    return [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name.endswith(".flac")]


TRANSFORM = None


def folder_worker(paths):
    global TRANSFORM
    import soundfile
    import torch
    import torchaudio
    if TRANSFORM is None:
        torch.set_num_threads(1)
        torch.set_grad_enabled(False)
        TRANSFORM = torchaudio.transforms.MFCC(
            sample_rate=16000, n_mfcc=40, melkwargs=dict(
                n_fft=512, hop_length=160, n_mels=128, norm="slaney", mel_scale="slaney", pad_mode="constant"))
    checksum = 0.0
    for path in paths:
        samples, _ = soundfile.read(path, dtype="float32")
        checksum += float(TRANSFORM(torch.from_numpy(samples)).sum())
    return checksum


def folder_to_mfcc():
    import multiprocessing
    paths, processes = files(), int(THREADS)
    os.environ["OMP_NUM_THREADS"] = "1"
    size = 25
    parts = [paths[i:i + size] for i in range(0, len(paths), size)]
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        return best(lambda: pool.map(folder_worker, parts, chunksize=1), 1.0)


def sgemm():
    import numpy
    size = integer("size")
    a, b = (numpy.random.default_rng(seed).uniform(-1, 1, (size, size)).astype("float32") for seed in (1, 2))
    c = numpy.empty_like(a)
    return best(lambda: numpy.matmul(a, b, out=c))


def training_step(network, x, classes):
    """Forward, backward and Adam on one batch, the better of what PyTorch offers for the update."""
    import torch
    labels = torch.randint(classes, (len(x),))
    loss = torch.nn.CrossEntropyLoss()
    times = []
    for foreach in (False, True):
        optimizer = torch.optim.Adam(network.parameters(), foreach=foreach)

        def step():
            optimizer.zero_grad(set_to_none=True)
            loss(network(x), labels).backward()
            optimizer.step()
        times.append(best(step))
    return min(times)


def seeded_torch():
    import torch
    torch.set_num_threads(int(THREADS))
    torch.manual_seed(1)
    return torch


def recurrent_network(torch, layers, units, classes, convolutions=()):
    """Convolutions over time, LSTMs with their sizes, and a dense layer on the last state."""
    class Network(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.convolutions = torch.nn.Sequential(*convolutions)
            self.layers = torch.nn.ModuleList(torch.nn.LSTM(inputs, outputs, batch_first=True) for inputs, outputs in layers)
            self.dense = torch.nn.Linear(units, classes)

        def forward(self, x):
            if convolutions:
                x = self.convolutions(x.transpose(1, 2)).transpose(1, 2)
            for layer in self.layers:
                x, _ = layer(x)
            return self.dense(x[:, -1])
    return Network()


def lstm_step():
    torch = seeded_torch()
    return training_step(recurrent_network(torch, [(40, 128), (128, 64)], 64, 7), torch.randn(32, 130, 40), 7)


def cnn_lstm_step():
    torch = seeded_torch()
    nn = torch.nn
    convolutions = [nn.Conv1d(40, 64, 5, padding=2), nn.ReLU(), nn.MaxPool1d(2), nn.Conv1d(64, 64, 5, padding=2), nn.ReLU(), nn.MaxPool1d(2)]
    return training_step(recurrent_network(torch, [(64, 64)], 64, 7, convolutions), torch.randn(32, 130, 40), 7)


def digit_cnn_step():
    torch = seeded_torch()
    nn = torch.nn
    times = []
    for layout in (torch.contiguous_format, torch.channels_last):
        network = nn.Sequential(
            nn.Conv2d(1, 32, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2),
            nn.Flatten(), nn.Linear(1600, 128), nn.ReLU(), nn.Linear(128, 10)).to(memory_format=layout)
        times.append(training_step(network, torch.randn(64, 1, 28, 28).contiguous(memory_format=layout), 10))
    return min(times)


def smote():
    """The fastest of one and two jobs, and of both precisions."""
    import csv
    import warnings
    import numpy
    from imblearn.over_sampling import SMOTE
    from sklearn.neighbors import NearestNeighbors
    warnings.simplefilter("ignore")
    with open(ARGUMENTS["file"], newline="") as file:
        rows = list(csv.reader(file))[1:]
    values = numpy.array([[float("nan") if cell in ("", "NA") else float(cell) for cell in row] for row in rows])
    label, features = values[:, 1].astype(int), values[:, 2:]
    features = numpy.where(numpy.isnan(features), numpy.nanmedian(features, axis=0), features)
    times = []
    for kind in ("float64", "float32"):
        x = features.astype(kind)
        for jobs in (1, int(THREADS)):
            times.append(best(lambda: SMOTE(k_neighbors=NearestNeighbors(n_neighbors=6, n_jobs=jobs), random_state=1).fit_resample(x, label), 0.5))
    return min(times)


def credit(impute):
    """give-me-some-credit: training rows and labels, test rows and labels; every fifth row is a test row."""
    import numpy
    table = numpy.genfromtxt(ARGUMENTS["data"], delimiter=",", skip_header=1, dtype="float32")
    labels, x = table[:, 1].astype(int), numpy.ascontiguousarray(table[:, 2:])
    is_test = numpy.arange(len(x)) % 5 == 0
    if impute:
        x = numpy.where(numpy.isnan(x), numpy.nanmedian(x[~is_test], axis=0), x)
    return x[~is_test], labels[~is_test], x[is_test], labels[is_test]


def timed(work):
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start


def note_auc(name, model, x, labels):
    from sklearn.metrics import roc_auc_score
    print(f"note {name}: AUC {roc_auc_score(labels, model.predict_proba(x)[:, 1]):.4f}")


def sklearn_forest():
    from sklearn.ensemble import RandomForestClassifier
    return RandomForestClassifier(200, n_jobs=int(THREADS), random_state=1)


def forest():
    x, labels, test, truth = credit(impute=True)
    model, seconds = timed(lambda: sklearn_forest().fit(x, labels))
    note_auc("scikit-learn forest", model, test, truth)
    return seconds


def forest_scoring():
    import numpy
    x, labels, _, _ = credit(impute=True)
    model = sklearn_forest().fit(x, labels)
    rows = numpy.resize(x, (1_000_000, x.shape[1]))
    return timed(lambda: model.predict_proba(rows))[1]


def xgboost_model():
    import xgboost
    return xgboost.XGBClassifier(
        n_estimators=300, learning_rate=0.1, max_leaves=31, max_depth=0, grow_policy="lossguide", tree_method="hist", max_bin=255,
        min_child_weight=1e-3, reg_lambda=0, n_jobs=int(THREADS))


def boosting_xgboost():
    x, labels, test, truth = credit(impute=False)
    model, seconds = timed(lambda: xgboost_model().fit(x, labels))
    note_auc("XGBoost", model, test, truth)
    return seconds


def boosting_histgb():
    from sklearn.ensemble import HistGradientBoostingClassifier
    x, labels, test, truth = credit(impute=False)
    model, seconds = timed(lambda: HistGradientBoostingClassifier(
        max_iter=300, learning_rate=0.1, max_leaf_nodes=31, min_samples_leaf=20, early_stopping=False).fit(x, labels))
    note_auc("HistGradientBoosting", model, test, truth)
    return seconds


def shap_xgboost():
    import xgboost
    x, labels, _, _ = credit(impute=False)
    booster = xgboost_model().fit(x, labels).get_booster()
    rows = xgboost.DMatrix(x[:10_000], nthread=int(THREADS))
    return timed(lambda: booster.predict(rows, pred_contribs=True))[1]


PEERS = {
    "smote": smote,
    "forest": forest, "forest-scoring": forest_scoring, "boosting-xgboost": boosting_xgboost, "boosting-histgb": boosting_histgb,
    "shap-xgboost": shap_xgboost,
    "mfcc": mfcc, "stft": stft, "log-mel": log_mel, "resample-torchaudio": resample_torchaudio,
    "resample-resampy": resample_resampy, "flac-decode": flac_decode, "folder-to-mfcc": folder_to_mfcc,
    "sgemm": sgemm, "lstm-step": lstm_step, "cnn-lstm-step": cnn_lstm_step, "digit-cnn-step": digit_cnn_step,
}

if __name__ == "__main__":
    try:
        print("seconds", repr(PEERS[sys.argv[1]]()))
    except ImportError as error:
        print("missing", error)
        sys.exit(3)
