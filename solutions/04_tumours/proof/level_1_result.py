"""The proof of level 1 of 04 tumours: known wrong answers."""


@wrong(
    test_nearly_every_tumour_is_predicted_correctly,
    "That is how many tumours the model was shown. Leave out the ones it got wrong.",
)
def all_that_were_shown():
    return 114


@wrong(
    test_nearly_every_tumour_is_predicted_correctly,
    "That is how many the model got wrong. Count the ones it got right.",
)
def the_wrong_predictions():
    return 3


@wrong(
    test_nearly_every_tumour_is_predicted_correctly,
    "That is the size of the training set. Count the unseen tumours that were "
    "predicted correctly.",
)
def the_training_set():
    return 455


@wrong(
    test_each_row_describes_one_tumour,
    "The diagnosis is in the file as well, but the model has to predict it. Count the "
    "measurements only.",
)
def the_diagnosis_as_well():
    return 31


@wrong(
    test_the_model_is_unsure_of_a_few_tumours,
    "That is how many tumours the model is sure of. Count the others.",
)
def the_sure_ones():
    return 103


@wrong(
    test_the_model_is_unsure_of_a_few_tumours,
    "The table shows only a few of the 114. Count all of them, with the array "
    "`probability`.",
)
def the_rows_of_the_table():
    return 5


@wrong(
    test_a_missed_cancer_is_a_false_negative,
    "That is the other kind of error, a benign tumour called malignant. Count the "
    "malignant ones called benign.",
)
def the_false_alarms():
    return 1


@wrong(
    test_a_missed_cancer_is_a_false_negative,
    "That is how many errors of both kinds there are. Count only the malignant "
    "tumours called benign.",
)
def both_kinds():
    return 3


@wrong(
    test_a_lower_threshold_trades_misses_for_false_alarms,
    "That is how many tumours are called malignant. Leave out those that are "
    "malignant.",
)
def all_that_are_called():
    return 52


@wrong(
    test_a_lower_threshold_trades_misses_for_false_alarms,
    "That is the number at a threshold of 0.5. At a lower one, more tumours are "
    "called malignant.",
)
def false_alarms_at_the_usual_threshold():
    return 1


@wrong(
    test_calling_every_tumour_benign_is_often_correct,
    "Those are the malignant tumours, for which the prediction is wrong. Count the "
    "benign ones.",
)
def the_malignant_ones():
    return 42


@wrong(
    test_calling_every_tumour_benign_is_often_correct,
    "That would be correct if half of them were benign. Count the zeros in y_test.",
)
def half_of_them():
    return 57


@wrong(
    test_malignant_tumours_nearly_always_rank_above_benign_ones,
    "That is the fraction. How many of a thousand pairs is it?",
)
def the_fraction():
    return 0.996


@wrong(
    test_malignant_tumours_nearly_always_rank_above_benign_ones,
    "That is the accuracy, 111 of 114. Use the AUC, which is the fraction of pairs.",
)
def the_accuracy():
    return 974


@wrong(
    test_it_is_very_sure_of_an_empty_slide,
    "That would be the careful answer. What does the model call tumours with small measurements?",
)
def the_careful_answer():
    return "malignant"
