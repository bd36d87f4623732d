"""Credit scoring with scikit-learn, imbalanced-learn and XGBoost on given folds: the peers of `benchmarks/compare.sh credit`.

Called as `credit.py DATA FOLDS MODEL [THREADS [COUNT]]`: DATA is a CSV with a column `label` of 0 and 1, as EmotionKit wrote it; FOLDS has a line per row
with the number of its fold; MODEL is forest, smote-forest, stacking or xgboost;
COUNT is how many of the folds to run. Prints the AUC of each fold and then `auc MEAN seconds TOTAL`,
the seconds being those of fitting alone, or `missing REASON` where a module is not installed.
"""
import sys
import time
import warnings

warnings.filterwarnings("ignore")


def make(name, threads, numeric, categorical):
    from sklearn.compose import ColumnTransformer
    from sklearn.ensemble import RandomForestClassifier, StackingClassifier
    from sklearn.impute import SimpleImputer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder

    def encoder(impute):
        numbers = SimpleImputer(strategy="median") if impute else "passthrough"
        texts = make_pipeline(SimpleImputer(strategy="most_frequent"), OneHotEncoder(handle_unknown="ignore", sparse_output=False))
        return ColumnTransformer([("numbers", numbers, numeric), ("texts", texts, categorical)])

    forest = RandomForestClassifier(n_estimators=200, random_state=0, n_jobs=threads)
    if name == "forest":
        return make_pipeline(encoder(True), forest)
    if name == "smote-forest":
        from imblearn.over_sampling import SMOTE
        from imblearn.pipeline import make_pipeline as make_sampled
        return make_sampled(encoder(True), SMOTE(random_state=0), forest)
    from xgboost import XGBClassifier
    boosting = XGBClassifier(n_estimators=300, learning_rate=0.05, max_depth=5, subsample=0.8, colsample_bytree=0.8,
                             tree_method="hist", n_jobs=threads, random_state=0)
    if name == "xgboost":
        return make_pipeline(encoder(False), boosting)
    if name == "stacking":
        stack = StackingClassifier([("forest", forest), ("boosting", boosting)], LogisticRegression(max_iter=1000), cv=5)
        return make_pipeline(encoder(True), stack)
    raise SystemExit(f"unknown model {name}")


def main():
    data, folds, name = sys.argv[1:4]
    threads = int(sys.argv[4]) if len(sys.argv) > 4 else 2
    count = int(sys.argv[5]) if len(sys.argv) > 5 else 1000
    try:
        import numpy
        import pandas
        from sklearn.metrics import roc_auc_score
        table = pandas.read_csv(data)
        fold = numpy.loadtxt(folds, dtype=int)
        y = table.pop("label").to_numpy()
        numeric = [c for c in table if table[c].dtype != object]
        categorical = [c for c in table if table[c].dtype == object]
        aucs, seconds = [], 0.0
        for k in range(min(count, fold.max() + 1)):
            train, test = fold != k, fold == k
            model = make(name, threads, numeric, categorical)
            start = time.perf_counter()
            model.fit(table[train], y[train])
            seconds += time.perf_counter() - start
            aucs.append(roc_auc_score(y[test], model.predict_proba(table[test])[:, 1]))
            print("fold", k, aucs[-1], flush=True)
    except ImportError as error:
        print("missing", error)
        return
    print("auc", sum(aucs) / len(aucs), "seconds", seconds)


main()
